package io.sluice.lineage.forward;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.lineage.log.NumberedPage;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** How the passing on of events stands, and stopping it. */
@Path("/api/lineage/v1/forwarding")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forwarding")
@Blocking
public class ForwardingResource {

  private final Forwarding forwarding;
  private final CurrentCaller caller;

  ForwardingResource(Forwarding forwarding, CurrentCaller caller) {
    this.forwarding = forwarding;
    this.caller = caller;
  }

  /** All targets. */
  public record Targets(List<Forwarding.TargetStatus> items) {}

  /** A part of what a target refused. */
  public record Refusals(List<Refusal> items, @Nullable String nextCursor) {}

  /** Every configured target. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listForwarding", summary = "How the passing on of events stands")
  public Targets list() throws SQLException {
    return new Targets(forwarding.all());
  }

  /** The events that a target would not have, the latest first. */
  @GET
  @Path("/{name}/refused")
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "listForwardingRefused", summary = "What a target would not have")
  public Refusals refused(
      @PathParam("name") String name,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    NumberedPage.requireLimit(limit);
    List<Refusal> page =
        forwarding.refusals(name, NumberedPage.from(cursor, Long.MAX_VALUE), limit);
    String next = page.size() == limit ? Long.toString(page.get(limit - 1).position()) : null;
    return new Refusals(page, next);
  }

  /** Stops telling a target until it is resumed. */
  @POST
  @Path("/{name}/pause")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "pauseForwarding", summary = "Stop telling a target for now")
  public Forwarding.TargetStatus pause(@PathParam("name") String name) throws SQLException {
    return change(name, true);
  }

  /** Goes on telling a target from where it was stopped. */
  @POST
  @Path("/{name}/resume")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "resumeForwarding", summary = "Go on telling a target")
  public Forwarding.TargetStatus resume(@PathParam("name") String name) throws SQLException {
    return change(name, false);
  }

  private Forwarding.TargetStatus change(String name, boolean paused) throws SQLException {
    if (caller.get().datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A token that is confined to some datasets cannot say what others are told.");
    }
    return forwarding.pause(name, paused);
  }
}
