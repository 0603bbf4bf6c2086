package io.sluice.problem;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logs what nobody foresaw and tells the caller only how to find it in the log. */
final class Incidents {

  private static final Logger LOG = Logger.getLogger(Incidents.class);

  private static final String RETRY_AFTER_SECONDS = "2";

  private Incidents() {}

  /** No incident: whoever asked has closed the connection. */
  static void clientLeft(RoutingContext context) {
    LOG.debugf(
        "%s %s: the client left before it was answered",
        context.request().method(), context.request().path());
  }

  /** What to answer where nothing else fits, in a resource or before one was reached. */
  static Problem report(Throwable failure, RoutingContext context) {
    String traced = ProblemResponses.traceId();
    String traceId = traced == null ? UUID.randomUUID().toString().replace("-", "") : traced;
    if (DatabaseFaults.isUnavailable(failure)) {
      return databaseAway(failure, context, traceId);
    }
    LOG.errorf(
        failure,
        "%s %s failed [%s]",
        context.request().method(),
        context.request().path(),
        traceId);
    return new Problem(
        CommonProblem.INTERNAL,
        "The server's log tells more under the traceId.",
        context.request().path(),
        traceId,
        Map.of());
  }

  private static Problem databaseAway(Throwable failure, RoutingContext context, String traceId) {
    // One line, not a trace: everybody who asks meanwhile gets the same.
    LOG.warnf(
        "%s %s: the database is away [%s]: %s",
        context.request().method(), context.request().path(), traceId, failure);
    context.response().putHeader(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    return new Problem(
        CommonProblem.UNAVAILABLE,
        "The database cannot be reached at the moment; try again.",
        context.request().path(),
        traceId,
        Map.of());
  }
}
