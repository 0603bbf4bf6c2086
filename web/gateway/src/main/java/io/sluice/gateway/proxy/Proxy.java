package io.sluice.gateway.proxy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.sluice.gateway.GatewaySettings;
import io.sluice.gateway.problem.ProblemResponses;
import io.sluice.gateway.route.RequestTarget;
import io.sluice.gateway.route.Route;
import io.sluice.gateway.route.RouteTable;
import io.sluice.gateway.route.Service;
import io.sluice.problem.CommonProblem;
import io.vertx.core.Context;
import io.vertx.core.http.impl.HttpServerRequestInternal;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;

/** Answers everything below {@code /api}: by a service, or with the reason why not. */
@Singleton
public class Proxy {

  private static final String EVENTS_GO_ELSEWHERE =
      "OpenLineage events go to /api/v1/lineage; set OPENLINEAGE_URL to this host without a path.";

  private final RouteTable routes = new RouteTable();
  private final Upstreams upstreams;
  private final Exchange.Limits limits;
  private final MeterRegistry meters;

  @Inject
  Proxy(Upstreams upstreams, GatewaySettings settings, MeterRegistry meters) {
    this.upstreams = upstreams;
    this.limits = new Exchange.Limits(settings.maxBody().asLongValue(), settings.responseTimeout());
    this.meters = meters;
  }

  void register(@Observes Router router) {
    router.route("/api/*").order(0).handler(this::handle);
    // Before the resources, whose refusal would not say where events go.
    RouteTable.MISTAKEN_EVENT_PATHS.forEach(
        path -> router.post(path).order(0).handler(this::nothingHere));
    // Comes after every route there is: what got here is nobody's.
    router.route().order(Integer.MAX_VALUE).handler(this::nothingHere);
  }

  private void handle(RoutingContext context) {
    // Checking a token may have left the event loop; an exchange lives on it.
    if (Context.isOnEventLoopThread()) {
      carry(context);
    } else {
      ((HttpServerRequestInternal) context.request())
          .context()
          .runOnContext(back -> carry(context));
    }
  }

  private void carry(RoutingContext context) {
    // The front door has refused every target that is not sound; a request that avoided it fails
    // here.
    if (!(RequestTarget.read(context.request().uri()) instanceof RequestTarget.Sound target)) {
      nothingHere(context);
      return;
    }
    String method = context.request().method().name();
    Route route = routes.find(method, target.rawPath());
    if (route instanceof Route.Forward forward) {
      Timer.Sample sample = Timer.start(meters);
      boolean keyed = context.request().headers().contains("Idempotency-Key");
      new Exchange(
              context,
              forward.service(),
              routes.isRepeatable(method, target.rawPath(), keyed),
              limits,
              status -> sample.stop(timer(forward.service(), method, status)))
          .start(upstreams, target.raw());
    } else if (route instanceof Route.MethodNotAllowed refused) {
      context.response().putHeader("Allow", refused.allow());
      ProblemResponses.send(
          context,
          CommonProblem.METHOD_NOT_ALLOWED,
          method + " is not offered here; " + refused.allow() + " is.",
          Map.of());
    } else {
      nothingHere(context);
    }
  }

  private Timer timer(Service service, String method, int status) {
    return meters.timer(
        "sluice.gateway.forwarded",
        "service",
        service.processName(),
        "method",
        method,
        "outcome",
        status / 100 + "xx");
  }

  private void nothingHere(RoutingContext context) {
    boolean mistaken =
        routes.isMistakenEvent(context.request().method().name(), context.request().path());
    ProblemResponses.send(
        context,
        CommonProblem.NOT_FOUND,
        mistaken ? EVENTS_GO_ELSEWHERE : "There is nothing under this path.",
        Map.of());
  }
}
