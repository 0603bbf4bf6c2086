package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.run.RunState;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * Tells how a run goes. Each word comes into the log as an event, so that the run's state is what
 * all its events say, in whatever order they come.
 */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_EMIT)
@Tag(name = "Marquez")
@Blocking
public class RunWritesResource {

  private final Writes writes;
  private final Lookup lookup;

  RunWritesResource(Writes writes, Lookup lookup) {
    this.writes = writes;
    this.lookup = lookup;
  }

  /** The run has started. */
  @POST
  @Path("/jobs/runs/{id}/start")
  @Operation(operationId = "startRun", summary = "Tell that a run has started")
  public RunShape start(@PathParam("id") String id, @QueryParam("at") @Nullable String at)
      throws SQLException {
    return tell(EventType.START, id, at);
  }

  /** The run has succeeded. */
  @POST
  @Path("/jobs/runs/{id}/complete")
  @Operation(operationId = "completeRun", summary = "Tell that a run has succeeded")
  public RunShape complete(@PathParam("id") String id, @QueryParam("at") @Nullable String at)
      throws SQLException {
    return tell(EventType.COMPLETE, id, at);
  }

  /** The run has failed. */
  @POST
  @Path("/jobs/runs/{id}/fail")
  @Operation(operationId = "failRun", summary = "Tell that a run has failed")
  public RunShape fail(@PathParam("id") String id, @QueryParam("at") @Nullable String at)
      throws SQLException {
    return tell(EventType.FAIL, id, at);
  }

  /** The run was given up. */
  @POST
  @Path("/jobs/runs/{id}/abort")
  @Operation(operationId = "abortRun", summary = "Tell that a run was given up")
  public RunShape abort(@PathParam("id") String id, @QueryParam("at") @Nullable String at)
      throws SQLException {
    return tell(EventType.ABORT, id, at);
  }

  private RunShape tell(EventType type, String id, @Nullable String at) throws SQLException {
    Instant said = Times.instant("at", at);
    lookup.await(0);
    RunState state = lookup.run(id).state();
    writes.emit(
        EventWriter.runEvent(
            type,
            said == null ? writes.now() : said,
            state.run().text(),
            EventWriter.none(),
            state.job().value()));
    return lookup.whole(lookup.run(id));
  }
}
