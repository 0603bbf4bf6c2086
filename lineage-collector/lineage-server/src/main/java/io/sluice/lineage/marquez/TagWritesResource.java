package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.register.Register;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Gives tags and takes them away. Whoever may send events may tag; to take a tag away, which may be
 * what keeps data private, is for stewards.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marquez")
@Blocking
public class TagWritesResource {

  private static final int MAX_TAG = 256;
  private static final int MAX_FIELD = 512;

  private final Register register;
  private final Writes writes;
  private final Lookup lookup;

  TagWritesResource(Register register, Writes writes, Lookup lookup) {
    this.register = register;
    this.writes = writes;
    this.lookup = lookup;
  }

  /** Gives a dataset a tag. */
  @POST
  @Path("/namespaces/{namespace}/datasets/{dataset}/tags/{tag}")
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "tagDataset", summary = "Give a dataset a tag")
  public DatasetShape tagDataset(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @PathParam("tag") String tag)
      throws SQLException {
    DatasetRow row = dataset(namespace, dataset);
    register.tag(row.id(), "", name(tag), writes.subject());
    return DatasetShape.of(lookup.dataset(namespace, dataset));
  }

  /** Takes a tag from a dataset. */
  @DELETE
  @Path("/namespaces/{namespace}/datasets/{dataset}/tags/{tag}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "untagDataset", summary = "Take a tag from a dataset")
  public DatasetShape untagDataset(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @PathParam("tag") String tag)
      throws SQLException {
    writes.requireSteward();
    register.untag(dataset(namespace, dataset).id(), "", name(tag));
    return DatasetShape.of(lookup.dataset(namespace, dataset));
  }

  /** Gives a field of a dataset a tag. */
  @POST
  @Path("/namespaces/{namespace}/datasets/{dataset}/fields/{field}/tags/{tag}")
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "tagField", summary = "Give a field a tag")
  public DatasetShape tagField(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @PathParam("field") String field,
      @PathParam("tag") String tag)
      throws SQLException {
    DatasetRow row = dataset(namespace, dataset);
    requireField(row, field);
    register.tag(row.id(), field, name(tag), writes.subject());
    return DatasetShape.of(lookup.dataset(namespace, dataset));
  }

  /** Takes a tag from a field of a dataset. */
  @DELETE
  @Path("/namespaces/{namespace}/datasets/{dataset}/fields/{field}/tags/{tag}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "untagField", summary = "Take a tag from a field")
  public DatasetShape untagField(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String dataset,
      @PathParam("field") String field,
      @PathParam("tag") String tag)
      throws SQLException {
    writes.requireSteward();
    DatasetRow row = dataset(namespace, dataset);
    register.untag(row.id(), Body.bounded(field, MAX_FIELD, ""), name(tag));
    return DatasetShape.of(lookup.dataset(namespace, dataset));
  }

  /** Gives a job a tag. */
  @POST
  @Path("/namespaces/{namespace}/jobs/{job}/tags/{tag}")
  @RolesAllowed({Permission.Names.LINEAGE_EMIT, Permission.Names.CATALOG_EDIT})
  @Operation(operationId = "tagJob", summary = "Give a job a tag")
  public JobShape tagJob(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @PathParam("tag") String tag)
      throws SQLException {
    JobRow row = job(namespace, job);
    register.tag(row.id(), "", name(tag), writes.subject());
    return lookup.whole(lookup.job(new JobId(row.namespace(), row.name())));
  }

  /** Takes a tag from a job. */
  @DELETE
  @Path("/namespaces/{namespace}/jobs/{job}/tags/{tag}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "untagJob", summary = "Take a tag from a job")
  public JobShape untagJob(
      @PathParam("namespace") String namespace,
      @PathParam("job") String job,
      @PathParam("tag") String tag)
      throws SQLException {
    writes.requireSteward();
    JobRow row = job(namespace, job);
    register.untag(row.id(), "", name(tag));
    return lookup.whole(lookup.job(new JobId(row.namespace(), row.name())));
  }

  private DatasetRow dataset(String namespace, String name) throws SQLException {
    DatasetId dataset = Lookup.datasetId(namespace, name);
    writes.requireScope(dataset);
    lookup.await(0);
    return lookup.dataset(dataset);
  }

  private JobRow job(String namespace, String name) throws SQLException {
    writes.requireNoScope();
    lookup.await(0);
    return lookup.job(namespace, name);
  }

  private static void requireField(DatasetRow dataset, String field) {
    if (field.length() > MAX_FIELD || !EntityStore.hasField(dataset, field)) {
      throw Lookup.unknown("field", field);
    }
  }

  private static String name(String tag) {
    return NamespaceWritesResource.name(tag, MAX_TAG);
  }
}
