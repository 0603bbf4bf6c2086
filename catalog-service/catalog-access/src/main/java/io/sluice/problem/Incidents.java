package io.sluice.problem;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Logs what nobody foresaw and tells the caller only how to find it in the log. */
final class Incidents {

  private static final Logger LOG = Logger.getLogger(Incidents.class);

  private Incidents() {}

  /** One line, not a trace: everybody who asks meanwhile gets the same. */
  static void databaseAway(Throwable failure, RoutingContext context) {
    LOG.warnf(
        "%s %s: the database is away: %s",
        context.request().method(), context.request().path(), failure);
  }

  /** No incident: whoever asked has closed the connection. */
  static void clientLeft(RoutingContext context) {
    LOG.debugf(
        "%s %s: the client left before it was answered",
        context.request().method(), context.request().path());
  }

  static Problem report(Throwable failure, RoutingContext context) {
    String traced = ProblemResponses.traceId();
    String traceId = traced == null ? UUID.randomUUID().toString().replace("-", "") : traced;
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
}
