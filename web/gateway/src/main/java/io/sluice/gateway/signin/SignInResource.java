package io.sluice.gateway.signin;

import io.quarkus.security.Authenticated;
import io.sluice.gateway.GatewaySettings;
import io.sluice.gateway.guard.SessionCookie;
import io.sluice.gateway.problem.GatewayProblem;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in to the page and out of it. */
@Path("/")
@Tag(name = "sign-in")
@Produces(MediaType.APPLICATION_JSON)
public class SignInResource {

  private static final int RETRY_SOON = 2;
  private static final String SESSION = "slu_u_";

  private final SignIns signIns;
  private final boolean publicHttps;
  private final Clock clock;

  @Inject
  SignInResource(SignIns signIns, GatewaySettings settings) {
    this.signIns = signIns;
    this.publicHttps = "https".equals(settings.publicUrl().getScheme());
    this.clock = Clock.systemUTC();
  }

  /** Who is signed in now. */
  public record SignedIn(String subject, List<String> roles, Instant expiresAt) {}

  @POST
  @Path("sign-in")
  @PermitAll
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(operationId = "gatewaySignIn", summary = "Start a session and set its cookie")
  @APIResponse(responseCode = "200", description = "Signed in; the cookie is set")
  @APIResponse(responseCode = "401", description = "User and password do not match")
  @APIResponse(responseCode = "429", description = "Too many failures; see Retry-After")
  public Response signIn(
      @Nullable Credentials credentials,
      @HeaderParam("traceparent") String traceParent,
      @Context HttpServerRequest request) {
    Credentials given = credentials == null ? new Credentials(null, null) : credentials;
    var session = open(given, traceParent, request);
    return Response.ok(new SignedIn(session.subject(), session.roles(), session.expiresAt()))
        .header(HttpHeaders.SET_COOKIE, cookie(session.token(), session.expiresAt(), request))
        .build();
  }

  @POST
  @Path("sign-in")
  @PermitAll
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(operationId = "gatewaySignInByForm", summary = "Start a session from an HTML form")
  @APIResponse(responseCode = "303", description = "Signed in; on to the page")
  public Response signInByForm(
      @FormParam("user") @Nullable String user,
      @FormParam("password") @Nullable String password,
      @HeaderParam("traceparent") String traceParent,
      @Context HttpServerRequest request) {
    var session = open(new Credentials(user, password), traceParent, request);
    return Response.status(Response.Status.SEE_OTHER)
        .header(HttpHeaders.LOCATION, "/")
        .header(HttpHeaders.SET_COOKIE, cookie(session.token(), session.expiresAt(), request))
        .build();
  }

  @POST
  @Path("sign-out")
  @Authenticated
  @Operation(operationId = "gatewaySignOut", summary = "End the session and its cookie")
  @APIResponse(responseCode = "204", description = "Signed out")
  public Response signOut(
      @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
      @HeaderParam("traceparent") String traceParent,
      @Context HttpServerRequest request) {
    String token = authorization.substring(authorization.indexOf(' ') + 1).strip();
    if (!token.startsWith(SESSION)) {
      throw new ProblemException(
          CommonProblem.CONFLICT, "This token is not that of a session; revoke it instead.");
    }
    if (!signIns.signOut(token, traceParent)) {
      // The cookie stays: without it the browser could not try again.
      throw new ProblemException(
              GatewayProblem.SERVICE_DOWN,
              "catalog-server cannot be reached, so the session could not be ended. Try again shortly.",
              Map.of("service", "catalog-server"))
          .retryAfterSeconds(RETRY_SOON);
    }
    return Response.noContent()
        .header(HttpHeaders.SET_COOKIE, SessionCookie.clear(secure(request)))
        .build();
  }

  private CatalogSessions.Answer.Opened open(
      Credentials credentials, String traceParent, HttpServerRequest request) {
    String address = request.remoteAddress().hostAddress();
    SignIns.Outcome outcome = signIns.signIn(credentials, address, traceParent);
    if (outcome instanceof SignIns.Outcome.SignedIn signedIn) {
      return signedIn.session();
    }
    throw refusal(outcome);
  }

  private static RuntimeException refusal(SignIns.Outcome outcome) {
    if (outcome instanceof SignIns.Outcome.Incomplete incomplete) {
      return new ProblemException(
          GatewayProblem.BAD_SIGN_IN,
          "Send a "
              + incomplete.field()
              + " of 1 to 200 characters, no control characters among them.",
          Map.of("pointer", "/" + incomplete.field()));
    }
    if (outcome instanceof SignIns.Outcome.TooMany tooMany) {
      return new ProblemException(
              GatewayProblem.TOO_MANY_SIGN_INS,
              "Too many sign-ins failed lately. Wait a little.",
              Map.of())
          .retryAfterSeconds(wholeSeconds(tooMany.pause()));
    }
    if (outcome instanceof SignIns.Outcome.WrongPassword) {
      return new ProblemException(
          GatewayProblem.WRONG_PASSWORD, "This user and password do not match.", Map.of());
    }
    return new ProblemException(
            GatewayProblem.SERVICE_DOWN,
            "catalog-server cannot be asked, so nobody can sign in now. Try again shortly.",
            Map.of("service", "catalog-server"))
        .retryAfterSeconds(RETRY_SOON);
  }

  /** Rounded up, so that whoever waits as long is let in. */
  private static int wholeSeconds(Duration wait) {
    return Math.toIntExact(wait.plusMillis(999).toSeconds());
  }

  private String cookie(String token, Instant expiresAt, HttpServerRequest request) {
    Duration lifetime = Duration.between(clock.instant(), expiresAt);
    return SessionCookie.issue(token, lifetime, secure(request));
  }

  private boolean secure(HttpServerRequest request) {
    return publicHttps || request.isSSL();
  }
}
