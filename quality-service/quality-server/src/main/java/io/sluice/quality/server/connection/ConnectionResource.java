package io.sluice.quality.server.connection;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.problem.ProblemException;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.server.paging.Cursor;
import io.sluice.quality.server.paging.Page;
import io.sluice.quality.server.problem.QualityProblem;
import io.sluice.quality.server.settings.Checkers;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Registers the databases that rules may name. */
@Path("/api/quality/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectionResource {

  private static final Logger LOG = Logger.getLogger(ConnectionResource.class);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ConnectionStore store;
  private final RegisteredConnections connections;
  private final ConnectionReader reader;
  private final Checkers checkers;
  private final CurrentCaller caller;
  private final Clock clock;

  /** Registers them in the given store. */
  @Inject
  public ConnectionResource(
      ConnectionStore store,
      RegisteredConnections connections,
      ConnectionSettings settings,
      Checkers checkers,
      CurrentCaller caller,
      Clock clock) {
    this.store = store;
    this.connections = connections;
    this.reader = new ConnectionReader(settings.envPrefix());
    this.checkers = checkers;
    this.caller = caller;
    this.clock = clock;
  }

  /**
   * What a try found.
   *
   * @param ok true; what is not well is a problem
   * @param server the version that the server says it is
   */
  public record Tried(boolean ok, String server) {}

  /** Lists connections. */
  @GET
  @RolesAllowed(Permission.Names.GATE_ASK)
  @Operation(
      operationId = "listConnections",
      summary = "The databases that rules may name, by name")
  public Page<ConnectionView> list(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    unconfined();
    int most = Cursor.limit(limit);
    return Page.of(store.list(Cursor.text(cursor, ""), most + 1), most, RegisteredConnection::name)
        .map(ConnectionView::of);
  }

  /** Shows a connection. */
  @GET
  @Path("/{name}")
  @RolesAllowed(Permission.Names.GATE_ASK)
  @Operation(operationId = "getConnection", summary = "A database, without its password")
  public ConnectionView get(@PathParam("name") String name) {
    unconfined();
    return ConnectionView.of(store.find(name).orElseThrow(() -> unknown(name)));
  }

  /** Registers a connection. */
  @PUT
  @Path("/{name}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.CONNECTIONS_MANAGE)
  @Operation(
      operationId = "putConnection",
      summary = "Register a database by its URL, its user and the place of its password")
  public Response put(@PathParam("name") String name, @Nullable String body) {
    Caller by = unconfined();
    RegisteredConnection connection = reader.read(name, body, clock.instant(), by.subject());
    String refusal = connections.refusal(connection);
    if (refusal != null) {
      throw ProblemException.at(QualityProblem.INVALID_CONNECTION, "/url", refusal);
    }
    boolean fresh = store.save(connection);
    LOG.infof("connection %s to %s saved by %s", name, connection.address(), by.subject());
    return Response.status(fresh ? Response.Status.CREATED : Response.Status.OK)
        .entity(ConnectionView.of(connection))
        .build();
  }

  /** Forgets a connection. */
  @DELETE
  @Path("/{name}")
  @RolesAllowed(Permission.Names.CONNECTIONS_MANAGE)
  @Operation(operationId = "deleteConnection", summary = "Forget a database")
  public void delete(@PathParam("name") String name) {
    Caller by = unconfined();
    if (!store.delete(name)) {
      throw unknown(name);
    }
    LOG.infof("connection %s deleted by %s", name, by.subject());
  }

  /** Tries a connection. */
  @POST
  @Path("/{name}/test")
  @RolesAllowed(Permission.Names.CONNECTIONS_MANAGE)
  @Operation(operationId = "testConnection", summary = "Connect to a database and say what it is")
  public Tried test(@PathParam("name") String name) {
    unconfined();
    if (store.find(name).isEmpty()) {
      throw unknown(name);
    }
    try (Checker checker = checkers.checker(PATIENCE)) {
      return new Tried(true, checker.test(connections.find(name)));
    } catch (SourceRefusedException e) {
      throw refused(String.valueOf(e.getMessage()), e.code().name());
    } catch (EvaluationException e) {
      throw refused(String.valueOf(e.getMessage()), e.kind().name());
    }
  }

  /** A token that is confined to datasets may name no source, so it has no use for any. */
  private Caller unconfined() {
    Caller by = caller.get();
    if (by.datasets().isPresent()) {
      throw new ProblemException(
          QualityProblem.OUT_OF_SCOPE, "a token that is confined to datasets names no databases");
    }
    return by;
  }

  private static ProblemException refused(String detail, String reason) {
    return new ProblemException(QualityProblem.SOURCE_REFUSED, detail, Map.of("reason", reason));
  }

  private static ProblemException unknown(String name) {
    return new ProblemException(
        QualityProblem.UNKNOWN_CONNECTION, "there is no connection '" + name + "'");
  }
}
