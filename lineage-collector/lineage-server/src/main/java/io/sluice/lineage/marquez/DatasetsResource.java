package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.VersionStore;
import io.sluice.lineage.history.VersionStore.SchemaVersionRow;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Datasets and their versions. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class DatasetsResource {

  private final EntityStore entities;
  private final VersionStore versions;
  private final Lookup lookup;

  DatasetsResource(EntityStore entities, VersionStore versions, Lookup lookup) {
    this.entities = entities;
    this.versions = versions;
    this.lookup = lookup;
  }

  /** A list of datasets. */
  public record Datasets(List<DatasetShape> datasets, long totalCount) {}

  /** A list of a dataset's versions. */
  public record Versions(List<DatasetShape.Version> versions, long totalCount) {}

  /** The datasets of a namespace. */
  @GET
  @Path("/namespaces/{namespace}/datasets")
  @Operation(operationId = "listDatasets", summary = "The datasets of a namespace")
  public Datasets datasets(@PathParam("namespace") String namespace, @BeanParam Paging paging)
      throws SQLException {
    Listing<DatasetRow> listing =
        entities.datasets(Lookup.namespace(namespace), lookup.begin(paging));
    return new Datasets(listing.items().stream().map(DatasetShape::of).toList(), listing.total());
  }

  /** One dataset, if asked with the schema that it had at a time. */
  @GET
  @Path("/namespaces/{namespace}/datasets/{dataset}")
  @Operation(operationId = "getDataset", summary = "A dataset")
  public DatasetShape dataset(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @QueryParam("asOf") @Nullable String asOf,
      @BeanParam Paging paging)
      throws SQLException {
    Instant at = Times.instant("asOf", asOf);
    lookup.begin(paging);
    DatasetRow row = lookup.dataset(namespace, dataset);
    return DatasetShape.of(at == null ? row : versions.asOf(row, at));
  }

  /** The versions of a dataset's schema, newest first. */
  @GET
  @Path("/namespaces/{namespace}/datasets/{dataset}/versions")
  @Operation(operationId = "listDatasetVersions", summary = "The versions of a dataset")
  public Versions versions(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @BeanParam Paging paging)
      throws SQLException {
    Page page = lookup.begin(paging);
    DatasetRow row = lookup.dataset(namespace, dataset);
    Listing<SchemaVersionRow> listing = versions.ofDataset(row, page);
    Map<UUID, Extras> extras = extras(listing.items());
    return new Versions(
        listing.items().stream().map(each -> DatasetShape.version(row, each, extras)).toList(),
        listing.total());
  }

  /** One version of a dataset. */
  @GET
  @Path("/namespaces/{namespace}/datasets/{dataset}/versions/{version}")
  @Operation(operationId = "getDatasetVersion", summary = "A version of a dataset")
  public DatasetShape.Version version(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @PathParam("version") String version,
      @BeanParam Paging paging)
      throws SQLException {
    lookup.begin(paging);
    DatasetRow row = lookup.dataset(namespace, dataset);
    SchemaVersionRow found =
        versions
            .ofDataset(row, Lookup.version(version))
            .orElseThrow(() -> Lookup.unknown("version", version));
    return DatasetShape.version(row, found, extras(List.of(found)));
  }

  private Map<UUID, Extras> extras(List<SchemaVersionRow> rows) throws SQLException {
    return lookup.extras(
        rows.stream().map(SchemaVersionRow::createdBy).filter(Objects::nonNull).toList());
  }
}
