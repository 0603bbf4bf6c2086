package io.sluice.catalog.dataset;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.catalog.dataset.DatasetBody.OwnerBody;
import io.sluice.catalog.dataset.DatasetView.SchemaView;
import io.sluice.catalog.dataset.Outcome.Done;
import io.sluice.catalog.dataset.Outcome.Refused;
import io.sluice.catalog.dataset.model.Dataset;
import io.sluice.catalog.dataset.model.DatasetChange;
import io.sluice.catalog.dataset.model.DatasetRights;
import io.sluice.catalog.dataset.model.SchemaVersion;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.request.Body;
import io.sluice.catalog.request.CatalogProblem;
import io.sluice.catalog.request.Cursor;
import io.sluice.catalog.request.Page;
import io.sluice.catalog.request.Text;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Datasets and their schema versions over HTTP. */
@Path("/api/catalog/v1/datasets")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "datasets")
public class DatasetResource {

  private final Datasets datasets;
  private final DatasetLists lists;
  private final CurrentCaller caller;

  @Inject
  DatasetResource(Datasets datasets, DatasetLists lists, CurrentCaller caller) {
    this.datasets = datasets;
    this.lists = lists;
    this.caller = caller;
  }

  @PUT
  @RolesAllowed(Permission.Names.CATALOG_REGISTER)
  @Operation(operationId = "registerDataset", summary = "Make a dataset known, or change it")
  public RestResponse<DatasetView> register(@Nullable DatasetBody body) {
    DatasetBody given = Body.required(body);
    Outcome<Dataset> outcome = datasets.register(caller.get(), given.id(), given.change());
    Done<Dataset> done = done(outcome, given.id());
    DatasetView view = view(done.value());
    return done.created()
        ? RestResponse.ResponseBuilder.<DatasetView>created(
                URI.create(DatasetView.path(done.value().id())))
            .entity(view)
            .build()
        : RestResponse.ok(view);
  }

  @GET
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "listDatasets", summary = "Datasets by namespace and name")
  public Page<DatasetView> list(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("tag") @Nullable String tag,
      @QueryParam("owner") @Nullable String owner,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return lists.filtered(namespace, tag, owner, limit, cursor);
  }

  @GET
  @Path("/by-id")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "getDatasetById", summary = "A dataset by query parameters")
  public DatasetView byId(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("name") @Nullable String name) {
    return view(find(id(namespace, name)));
  }

  @GET
  @Path("/{namespace}/{name}")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "getDataset", summary = "A dataset with its current columns")
  public DatasetView get(@PathParam("namespace") String namespace, @PathParam("name") String name) {
    return view(find(id(namespace, name)));
  }

  @PATCH
  @Path("/{namespace}/{name}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "editDataset", summary = "Change description, location, owners or tags")
  public DatasetView edit(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Nullable DatasetBody body) {
    DatasetId id = id(namespace, name);
    DatasetBody given = Body.required(body);
    if (given.namespace() != null || given.name() != null) {
      throw Text.wrong(
          given.namespace() != null ? "/namespace" : "/name",
          "cannot change: it is the dataset's identity");
    }
    return view(done(datasets.edit(caller.get(), id, given.change()), id).value());
  }

  @PUT
  @Path("/{namespace}/{name}/owners")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "setDatasetOwners", summary = "Say who answers for a dataset")
  public DatasetView owners(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Nullable List<@Nullable OwnerBody> body) {
    DatasetId id = id(namespace, name);
    DatasetChange change = DatasetChange.ofOwners(DatasetBody.owners("", Body.required(body)));
    return view(done(datasets.edit(caller.get(), id, change), id).value());
  }

  @PUT
  @Path("/{namespace}/{name}/schema")
  @RolesAllowed(Permission.Names.CATALOG_REGISTER)
  @Operation(
      operationId = "putSchema",
      summary = "Register columns: a new version if they differ from the current one's")
  public Response putSchema(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @Nullable SchemaBody body) {
    DatasetId id = id(namespace, name);
    Outcome<SchemaVersion> outcome =
        datasets.putSchema(caller.get(), id, Body.required(body).schema());
    Done<SchemaVersion> done = done(outcome, id);
    return Response.status(done.created() ? 201 : 200).entity(SchemaView.of(done.value())).build();
  }

  @GET
  @Path("/{namespace}/{name}/schema/versions")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "listSchemaVersions", summary = "Schema versions, the latest first")
  public Page<SchemaView> schemas(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("cursor") @Nullable String cursor) {
    DatasetId id = find(id(namespace, name)).id();
    int size = Page.limit(limit);
    int below = Cursor.readNumber(cursor).map(Long::intValue).orElse(Integer.MAX_VALUE);
    return Page.of(
        datasets.schemas(id, below, size + 1),
        size,
        SchemaView::of,
        version -> List.of(Integer.toString(version.version())));
  }

  @GET
  @Path("/{namespace}/{name}/schema/versions/{version}")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "getSchemaVersion", summary = "One schema version")
  public SchemaView schema(
      @PathParam("namespace") String namespace,
      @PathParam("name") String name,
      @PathParam("version") int version) {
    DatasetId id = find(id(namespace, name)).id();
    return datasets
        .schema(id, version)
        .map(SchemaView::of)
        .orElseThrow(
            () ->
                new ProblemException(
                    CatalogProblem.UNKNOWN_SCHEMA_VERSION, id + " has no version " + version));
  }

  private DatasetView view(Dataset dataset) {
    Optional<SchemaVersion> schema = datasets.schema(dataset.id(), dataset.currentSchemaVersion());
    return DatasetView.of(dataset, schema);
  }

  private Dataset find(DatasetId id) {
    return datasets.find(caller.get(), id).orElseThrow(() -> unknown(id));
  }

  private static DatasetId id(@Nullable String namespace, @Nullable String name) {
    return new DatasetId(
        Text.required("namespace", namespace, DatasetId.MAX_LENGTH),
        Text.required("name", name, DatasetId.MAX_LENGTH));
  }

  private static <T> Done<T> done(Outcome<T> outcome, DatasetId id) {
    if (outcome instanceof Done<T> done) {
      return done;
    }
    throw outcome instanceof Refused<T> refused ? refused(refused.why(), id) : unknown(id);
  }

  private static ProblemException refused(DatasetRights why, DatasetId id) {
    return switch (why) {
      case ALLOWED -> throw new IllegalStateException("what is allowed is not refused");
      case OUT_OF_SCOPE ->
          new ProblemException(
              CatalogProblem.OUT_OF_SCOPE, "The token is confined to datasets other than " + id);
      case FORBIDDEN ->
          new ProblemException(
              CommonProblem.FORBIDDEN, id + " is registered; the roles do not allow to change it");
      case NOT_OWNED ->
          new ProblemException(
              CatalogProblem.NOT_OWNED, "The caller is not among the owners of " + id);
    };
  }

  private static ProblemException unknown(DatasetId id) {
    return new ProblemException(CatalogProblem.UNKNOWN_DATASET, id + " is not registered");
  }
}
