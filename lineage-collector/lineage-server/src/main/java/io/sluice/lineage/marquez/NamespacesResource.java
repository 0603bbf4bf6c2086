package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.NamespaceStore;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.SourceStore;
import io.sluice.lineage.history.TagStore;
import io.sluice.lineage.projection.EntityIds;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Namespaces, sources and tags. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class NamespacesResource {

  private final NamespaceStore namespaces;
  private final SourceStore sources;
  private final TagStore tags;
  private final Lookup lookup;

  NamespacesResource(NamespaceStore namespaces, SourceStore sources, TagStore tags, Lookup lookup) {
    this.namespaces = namespaces;
    this.sources = sources;
    this.tags = tags;
    this.lookup = lookup;
  }

  /** A list of namespaces. */
  public record Namespaces(List<Shapes.Namespace> namespaces) {}

  /** A list of sources. */
  public record Sources(List<Shapes.Source> sources) {}

  /** A list of tags. */
  public record Tags(List<TagStore.TagRow> tags) {}

  /** The namespaces. */
  @GET
  @Path("/namespaces")
  @Operation(operationId = "listNamespaces", summary = "The namespaces")
  public Namespaces namespaces(@BeanParam Paging paging) throws SQLException {
    Page page = lookup.begin(paging);
    return new Namespaces(namespaces.list(page).stream().map(Shapes.Namespace::of).toList());
  }

  /** One namespace. */
  @GET
  @Path("/namespaces/{namespace}")
  @Operation(operationId = "getNamespace", summary = "A namespace")
  public Shapes.Namespace namespace(
      @PathParam("namespace") String namespace, @BeanParam Paging paging) throws SQLException {
    lookup.begin(paging);
    return namespaces
        .find(EntityIds.ofNamespace(namespace))
        .map(Shapes.Namespace::of)
        .orElseThrow(() -> Lookup.unknown("namespace", namespace));
  }

  /** The sources. */
  @GET
  @Path("/sources")
  @Operation(operationId = "listSources", summary = "Where datasets are kept")
  public Sources sources(@BeanParam Paging paging) throws SQLException {
    Page page = lookup.begin(paging);
    return new Sources(sources.list(page).stream().map(Shapes.Source::of).toList());
  }

  /** One source. */
  @GET
  @Path("/sources/{source}")
  @Operation(operationId = "getSource", summary = "A source")
  public Shapes.Source source(@PathParam("source") String source, @BeanParam Paging paging)
      throws SQLException {
    lookup.begin(paging);
    return sources
        .find(EntityIds.ofSource(source))
        .map(Shapes.Source::of)
        .orElseThrow(() -> Lookup.unknown("source", source));
  }

  /** The tags that may be given by hand, by name. */
  @GET
  @Path("/tags")
  @Operation(operationId = "listTags", summary = "The tags")
  public Tags tags(@BeanParam Paging paging) throws SQLException {
    return new Tags(tags.list(lookup.begin(paging)));
  }
}
