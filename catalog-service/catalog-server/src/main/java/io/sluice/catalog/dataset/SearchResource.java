package io.sluice.catalog.dataset;

import io.sluice.access.Permission;
import io.sluice.catalog.request.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Search over HTTP. */
@Path("/api/catalog/v1/search")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class SearchResource {

  private final DatasetLists lists;

  @Inject
  SearchResource(DatasetLists lists) {
    this.lists = lists;
  }

  @GET
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(
      operationId = "searchDatasets",
      summary = "Datasets whose namespace, name, description or tags contain a text")
  public Page<DatasetView> search(
      @QueryParam("q") @Nullable String q,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return lists.containing(q, limit, cursor);
  }
}
