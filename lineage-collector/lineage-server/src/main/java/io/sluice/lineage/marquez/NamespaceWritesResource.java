package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.access.Permission;
import io.sluice.lineage.history.NamespaceStore;
import io.sluice.lineage.history.NamespaceStore.NamespaceRow;
import io.sluice.lineage.history.SourceStore;
import io.sluice.lineage.history.SourceStore.SourceRow;
import io.sluice.lineage.history.TagStore.TagRow;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.register.Deletions;
import io.sluice.lineage.register.Register;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Registers namespaces, sources and tags. Whoever may send events may register what nobody has yet;
 * to change what somebody registered is for stewards.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marquez")
@Blocking
public class NamespaceWritesResource {

  private static final int MAX_NAME = 1_024;
  private static final int MAX_TAG = 256;

  private final NamespaceStore namespaces;
  private final SourceStore sources;
  private final Register register;
  private final Deletions deletions;
  private final Writes writes;
  private final Lookup lookup;

  NamespaceWritesResource(
      NamespaceStore namespaces,
      SourceStore sources,
      Register register,
      Deletions deletions,
      Writes writes,
      Lookup lookup) {
    this.namespaces = namespaces;
    this.sources = sources;
    this.register = register;
    this.deletions = deletions;
    this.writes = writes;
    this.lookup = lookup;
  }

  /** Registers a namespace, or says who owns it and what it is for. */
  @PUT
  @Path("/namespaces/{namespace}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "putNamespace", summary = "Register a namespace")
  public Shapes.Namespace putNamespace(
      @PathParam("namespace") String namespace, @Nullable JsonNode body) throws SQLException {
    String name = name(namespace, MAX_NAME);
    Body meta = Body.of(body);
    String owner = Body.bounded(meta.required("ownerName"), MAX_NAME, "/ownerName");
    Optional<String> description = meta.text("description");
    writes.requireNoScope();
    UUID id = EntityIds.ofNamespace(name);
    Optional<NamespaceRow> known = namespaces.find(id);
    String before = known.map(NamespaceRow::owner).orElse(null);
    String said = known.map(NamespaceRow::description).orElse(null);
    boolean changes =
        (before != null && !before.equals(owner))
            || (said != null && description.isPresent() && !description.get().equals(said));
    if (changes) {
      writes.requireSteward();
    }
    register.putNamespace(name, owner, description.orElse(null));
    return find(name);
  }

  /** Puts a namespace and all that is in it out of sight, until events mention it again. */
  @DELETE
  @Path("/namespaces/{namespace}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "deleteNamespace", summary = "Hide a namespace and what is in it")
  public Shapes.Namespace deleteNamespace(@PathParam("namespace") String namespace)
      throws SQLException {
    writes.requireSteward();
    writes.requireNoScope();
    lookup.await(0);
    find(namespace);
    deletions.deleteNamespace(namespace, writes.subject());
    return find(namespace);
  }

  private Shapes.Namespace find(String namespace) throws SQLException {
    return namespaces
        .find(EntityIds.ofNamespace(namespace))
        .map(Shapes.Namespace::of)
        .orElseThrow(() -> Lookup.unknown("namespace", namespace));
  }

  /** Registers a source, or says where it is. */
  @PUT
  @Path("/sources/{source}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "putSource", summary = "Register a source")
  public Shapes.Source putSource(@PathParam("source") String source, @Nullable JsonNode body)
      throws SQLException {
    String name = name(source, MAX_NAME);
    Body meta = Body.of(body);
    String type = Body.bounded(meta.required("type"), MAX_TAG, "/type");
    String url = Credentials.without(meta.required("connectionUrl"));
    String description = meta.text("description").orElse(null);
    writes.requireNoScope();
    Optional<SourceRow> known = sources.find(EntityIds.ofSource(name));
    if (known.isPresent() && known.get().type() != null) {
      boolean same =
          type.equals(known.get().type())
              && url.equals(known.get().connectionUrl())
              && (description == null || Objects.equals(description, known.get().description()));
      if (!same) {
        writes.requireSteward();
      }
    }
    register.putSource(name, type, url, description);
    return sources
        .find(EntityIds.ofSource(name))
        .map(Shapes.Source::of)
        .orElseThrow(() -> Lookup.unknown("source", name));
  }

  /** Makes a tag, or says what it means. */
  @PUT
  @Path("/tags/{tag}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "putTag", summary = "Make a tag")
  public TagRow putTag(@PathParam("tag") String tag, @Nullable JsonNode body) throws SQLException {
    String name = name(tag, MAX_TAG);
    String description = Body.of(body).text("description").orElse(null);
    writes.requireNoScope();
    register.putTag(name, description);
    return new TagRow(name, description);
  }

  /** A name that a path gives to something new. */
  static String name(String text, int max) {
    if (text.isBlank()) {
      throw Body.wrong("", "the name must not be blank");
    }
    return Body.bounded(text, max, "");
  }
}
