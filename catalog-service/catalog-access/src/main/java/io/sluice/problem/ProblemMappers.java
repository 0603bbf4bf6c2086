package io.sluice.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Turns what a resource throws, or the framework on its way there, into problems. */
@Singleton
public class ProblemMappers {

  /** Seen by nobody but the metrics: the connection is closed. */
  private static final int CLIENT_LEFT = 499;

  private final AllowedMethods allowed;

  @Inject
  ProblemMappers(AllowedMethods allowed) {
    this.allowed = allowed;
  }

  /** A problem that a resource raised on purpose. */
  @ServerExceptionMapper
  public Response problem(ProblemException problem, RoutingContext context) {
    return answer(context, problem, Map.of());
  }

  /** A body that is not the JSON it should be. */
  @ServerExceptionMapper
  public Response json(JsonProcessingException fault, RoutingContext context) {
    return answer(context, JsonFault.describe(fault), Map.of());
  }

  /** The same; the framework's own mapper for this class would otherwise be nearer. */
  @ServerExceptionMapper
  public Response mismatch(MismatchedInputException fault, RoutingContext context) {
    return answer(context, JsonFault.describe(fault), Map.of());
  }

  /** No token where the route needs one. */
  @ServerExceptionMapper
  public Response unauthorized(UnauthorizedException missing, RoutingContext context) {
    return unauthenticated(context);
  }

  /** A token that nobody knows. */
  @ServerExceptionMapper
  public Response authenticationFailed(
      AuthenticationFailedException failed, RoutingContext context) {
    return unauthenticated(context);
  }

  /** A token without the permission. */
  @ServerExceptionMapper
  public Response forbidden(ForbiddenException forbidden, RoutingContext context) {
    return answer(context, CommonProblem.FORBIDDEN, "The token's roles do not allow this.");
  }

  /** A path nobody knows, or a parameter that cannot be read, which the framework takes for it. */
  @ServerExceptionMapper
  public Response notFound(
      NotFoundException missing, RoutingContext context, ResourceInfo resource, UriInfo uri) {
    Method method = missing.getCause() == null ? null : resource.getResourceMethod();
    Optional<ProblemException> unreadable =
        method == null ? Optional.empty() : UnreadableQuery.find(method, uri.getQueryParameters());
    return unreadable
        .map(problem -> answer(context, problem, Map.of()))
        .orElseGet(() -> refused(missing, context));
  }

  /** What the framework refuses: unknown path, wrong method, wrong type and the like. */
  @ServerExceptionMapper
  public Response refused(WebApplicationException refused, RoutingContext context) {
    if (refused.getCause() instanceof JsonProcessingException fault) {
      return json(fault, context);
    }
    Response own = refused.getResponse();
    if (own.hasEntity()) {
      return own;
    }
    Object allow = own.getHeaders().getFirst(HttpHeaders.ALLOW);
    CommonProblem type = CommonProblem.ofStatus(own.getStatus());
    if (type == CommonProblem.INTERNAL) {
      return unexpected(refused, context);
    }
    if (Refusals.isTooLarge(refused)) {
      return answer(
          context, CommonProblem.TOO_LARGE, Refusals.detail(CommonProblem.TOO_LARGE, context));
    }
    if (allow == null && type == CommonProblem.METHOD_NOT_ALLOWED) {
      String offered = allowed.under(context.request().path());
      allow = offered.isEmpty() ? null : offered;
    }
    return answer(
        context,
        new ProblemException(type, Refusals.detail(type, context)),
        allow == null ? Map.of() : Map.of(HttpHeaders.ALLOW, allow));
  }

  /** Everything else is the server's fault; the log says more than the answer. */
  @ServerExceptionMapper
  public Response unexpected(Throwable failure, RoutingContext context) {
    // A body without a length is found too large while it is read; the framework then answers 413
    // by itself, and what the reader runs into afterwards is no incident.
    boolean refusedAlready = context.response().getStatusCode() == CommonProblem.TOO_LARGE.status();
    if (context.response().closed() && !refusedAlready) {
      Incidents.clientLeft(context);
      return Response.status(CLIENT_LEFT).build();
    }
    if (refusedAlready || Refusals.isTooLarge(failure)) {
      return answer(
          context, CommonProblem.TOO_LARGE, Refusals.detail(CommonProblem.TOO_LARGE, context));
    }
    Problem problem = Incidents.report(failure, context);
    return respond(problem, Map.of());
  }

  private static Response unauthenticated(RoutingContext context) {
    return answer(
        context,
        new ProblemException(CommonProblem.UNAUTHENTICATED, "This path needs a valid token."),
        Map.of(HttpHeaders.WWW_AUTHENTICATE, "Bearer"));
  }

  private static Response answer(RoutingContext context, ProblemType type, String detail) {
    return answer(context, new ProblemException(type, detail), Map.of());
  }

  private static Response answer(
      RoutingContext context, ProblemException cause, Map<String, Object> headers) {
    Problem problem =
        new Problem(
            cause.type(),
            cause.detail(),
            context.request().path(),
            ProblemResponses.traceId(),
            cause.extensions());
    Response response = respond(problem, headers);
    cause.headers().forEach(response.getHeaders()::putSingle);
    return response;
  }

  private static Response respond(Problem problem, Map<String, Object> headers) {
    // Text rather than an object: it is written as it is, whatever the route produces otherwise.
    Response.ResponseBuilder response =
        Response.status(problem.type().status())
            .type(MediaType.valueOf(Problem.MEDIA_TYPE))
            .entity(problem.toJson());
    headers.forEach(response::header);
    return response.build();
  }
}
