package io.sluice.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Answers with a problem for what fails before a resource is reached, or outside of them all. */
@Singleton
public class RouterProblems {

  private final long maxBody;

  @Inject
  RouterProblems(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> maxBody) {
    this.maxBody = maxBody.map(MemorySize::asLongValue).orElse(Long.MAX_VALUE);
  }

  void register(@Observes Router router) {
    // First among the failure handlers, so that the framework's HTML page never comes to it.
    router
        .route()
        .order(Integer.MIN_VALUE)
        .handler(this::refuseTooLarge)
        .failureHandler(RouterProblems::answer);
  }

  /** The framework refuses these too, yet without a body that says so. */
  private void refuseTooLarge(RoutingContext context) {
    if (announcedLength(context) <= maxBody) {
      context.next();
      return;
    }
    // What the sender is about to send is not read, so that the connection cannot be used again.
    context.response().putHeader(HttpHeaders.CONNECTION, "close");
    send(context, CommonProblem.TOO_LARGE);
  }

  private static long announcedLength(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    try {
      return length == null ? 0 : Long.parseLong(length.strip());
    } catch (NumberFormatException unreadable) {
      return 0;
    }
  }

  private static void answer(RoutingContext context) {
    Throwable failure = context.failure();
    if (context.response().closed()) {
      Incidents.clientLeft(context); // nobody is there to be answered
    } else if (failure instanceof ProblemException problem) {
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
    if (!context.response().ended() && !context.response().closed()) {
      context.response().reset();
    }
  }

  private static void send(RoutingContext context, CommonProblem type) {
    ProblemResponses.send(context, type, Refusals.detail(type, context));
  }
}
