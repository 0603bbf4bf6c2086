package io.sluice.catalog.dataset;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.DatasetFilter;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.request.Cursor;
import io.sluice.catalog.request.Page;
import io.sluice.catalog.request.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Lists of datasets over HTTP. */
@Path("/api/catalog/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class DatasetListResource {

  private static final int MAX_FILTER = 1024;
  private static final int MAX_QUERY = 200;

  private final Datasets datasets;
  private final CurrentCaller caller;

  @Inject
  DatasetListResource(Datasets datasets, CurrentCaller caller) {
    this.datasets = datasets;
    this.caller = caller;
  }

  @GET
  @Path("/datasets")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "listDatasets", summary = "Datasets by namespace and name")
  public Page<DatasetView> list(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("tag") @Nullable String tag,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return page(
        filter("namespace", namespace),
        filter("tag", tag),
        filter("owner", owner),
        Optional.empty(),
        limit,
        cursor);
  }

  @GET
  @Path("/search")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(
      operationId = "searchDatasets",
      summary = "Datasets whose namespace, name, description or tags contain a text")
  public Page<DatasetView> search(
      @QueryParam("q") @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return page(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(Text.required("q", q, MAX_QUERY)),
        limit,
        cursor);
  }

  private Page<DatasetView> page(
      Optional<String> namespace,
      Optional<String> tag,
      Optional<String> owner,
      Optional<String> text,
      @Nullable Integer limit,
      @Nullable String cursor) {
    int size = Page.limit(limit);
    Optional<DatasetId> after =
        Cursor.read(cursor, 2).map(DatasetListResource::last);
    List<Dataset> found =
        datasets.list(
            new DatasetFilter(
                namespace, tag, owner, text, caller.get().datasets(), after, size + 1));
    return Page.of(
        found,
        size,
        dataset -> DatasetView.of(dataset, Optional.empty()),
        dataset -> List.of(dataset.id().namespace(), dataset.id().name()));
  }

  private static DatasetId last(List<String> key) {
    try {
      return new DatasetId(key.get(0), key.get(1));
    } catch (IllegalArgumentException notOurs) {
      throw Text.wrong("cursor", "is not one that this list gave");
    }
  }

  private static Optional<String> filter(String place, @Nullable String value) {
    return value == null || value.isEmpty()
        ? Optional.empty()
        : Optional.of(Text.required(place, value, MAX_FILTER));
  }
}
