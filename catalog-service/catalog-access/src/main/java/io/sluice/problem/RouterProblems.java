package io.sluice.problem;

import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/** Answers with a problem for what fails before a resource is reached, or outside of them all. */
@Singleton
public class RouterProblems {

  void register(@Observes Router router) {
    // First among the failure handlers, so that the framework's HTML page never comes to it.
    router.route().order(Integer.MIN_VALUE).failureHandler(RouterProblems::answer);
  }

  private static void answer(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof ProblemException problem) {
      problem.headers().forEach(context.response()::putHeader);
      ProblemResponses.send(context, problem.type(), problem.detail(), problem.extensions());
    } else if (failure instanceof AuthenticationFailedException
        || failure instanceof UnauthorizedException) {
      context.response().putHeader(jakarta.ws.rs.core.HttpHeaders.WWW_AUTHENTICATE, "Bearer");
      send(context, CommonProblem.UNAUTHENTICATED);
    } else if (failure instanceof ForbiddenException) {
      send(context, CommonProblem.FORBIDDEN);
    } else if (failure != null && Refusals.isTooLarge(failure)) {
      send(context, CommonProblem.TOO_LARGE);
    } else if (context.statusCode() >= 400 && context.statusCode() != 500) {
      send(context, CommonProblem.ofStatus(context.statusCode()));
    } else {
      Throwable cause =
          failure == null ? new IllegalStateException("failed without cause") : failure;
      Problem problem = Incidents.report(cause, context);
      ProblemResponses.write(context, problem);
    }
    // An answer that has begun cannot become a problem; the connection must not hang either.
    if (!context.response().ended()) {
      context.response().reset();
    }
  }

  private static void send(RoutingContext context, CommonProblem type) {
    ProblemResponses.send(context, type, Refusals.detail(type, context));
  }
}
