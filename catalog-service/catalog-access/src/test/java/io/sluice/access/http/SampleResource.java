package io.sluice.access.http;

import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.vertx.ext.web.Router;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** Routes that the guard and the mappers are tried on. */
@Path("/sample")
public class SampleResource {

  /** A body to be bound. */
  public record Order(String name, int count, List<Line> lines) {
    public Order {
      if (count < 0) {
        throw new IllegalArgumentException("count must not be negative");
      }
    }
  }

  /** A nested part of it. */
  public record Line(String sku) {}

  @Inject CurrentCaller caller;

  @GET
  @Path("/who")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  public Map<String, Object> who() {
    return Map.of("subject", caller.get().subject(), "roles", caller.get().roles());
  }

  @POST
  @Path("/orders")
  @Consumes("application/json")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  public Order order(Order order) {
    return order;
  }

  @PUT
  @Path("/text")
  @Consumes("text/plain")
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  public String text(String body) {
    return Integer.toString(body.length());
  }

  @GET
  @Path("/unannotated")
  public String unannotated() {
    return "nobody may read this";
  }

  @GET
  @Path("/list/{n}")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  public String list(
      @PathParam("n") int n,
      @QueryParam("limit") @DefaultValue("10") int limit,
      @QueryParam("offset") long offset,
      @QueryParam("wait") Integer wait) {
    if (n == 0) {
      throw new NotFoundException("no such list", new IllegalStateException("cause"));
    }
    return n + " " + limit + " " + offset + " " + wait;
  }

  @GET
  @Path("/problem")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  public String problem() {
    throw new ProblemException(CommonProblem.CONFLICT, "taken", Map.of("pointer", "/name"))
        .retryAfterSeconds(7);
  }

  /** Before a resource is reached: what the sign-in of a server with its own database runs into. */
  void route(@Observes Router router) {
    router
        .get("/sample/database-away-early")
        .handler(context -> context.fail(new IllegalStateException(away())));
  }

  @GET
  @Path("/database-away")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  public String databaseAway() {
    throw new IllegalStateException(away());
  }

  private static SQLException away() {
    return new SQLException("connection refused", "08001");
  }

  @GET
  @Path("/broken/{n}")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  public String broken(@PathParam("n") int n) {
    throw new IllegalStateException("secret detail " + n);
  }
}
