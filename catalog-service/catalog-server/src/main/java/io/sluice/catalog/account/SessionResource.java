package io.sluice.catalog.account;

import io.sluice.access.BearerToken;
import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.access.Role;
import io.sluice.catalog.account.SignIn.OneTimePassword;
import io.sluice.catalog.account.SignIn.Result;
import io.sluice.catalog.request.Body;
import io.sluice.catalog.request.CatalogProblem;
import io.sluice.catalog.request.Text;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Signing in and out, and who one is. */
@Path("/api/catalog/v1")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class SessionResource {

  private static final int MAX_CREDENTIAL = 200;
  private static final String BEARER = "Bearer ";

  private final SignIn signIn;
  private final CurrentCaller caller;

  /** What a person signs in with. */
  record Credentials(@Nullable String user, @Nullable String password) {}

  /** The session, with the one sight of its token. */
  record SessionView(String token, String subject, List<String> roles, Instant expiresAt) {}

  @Inject
  SessionResource(SignIn signIn, CurrentCaller caller) {
    this.signIn = signIn;
    this.caller = caller;
  }

  @POST
  @Path("/sessions")
  @RolesAllowed(Permission.Names.ACCESS_INTROSPECT)
  @Operation(operationId = "signIn", summary = "Sign a person in; asked by the gateway")
  public Response start(@Nullable Credentials body) {
    Credentials given = Body.required(body);
    Result result =
        signIn.signIn(
            Text.required("/user", given.user, MAX_CREDENTIAL),
            Text.required("/password", given.password, MAX_CREDENTIAL));
    if (result instanceof Result.SignedIn signedIn) {
      return Response.ok(view(signedIn)).header("Cache-Control", "no-store").build();
    }
    throw result instanceof Result.Busy
        ? new ProblemException(
                CommonProblem.TOO_MANY_REQUESTS, "Too many sign-ins are being checked.")
            .retryAfterSeconds(1)
        : new ProblemException(
            CatalogProblem.WRONG_CREDENTIALS,
            "User and password do not match, or the one-time password was used or is too old.");
  }

  private static SessionView view(Result.SignedIn signedIn) {
    return new SessionView(
        signedIn.token().text(),
        signedIn.session().subject(),
        signedIn.session().roles().stream().map(Role::wireName).sorted().toList(),
        signedIn.session().expiresAt());
  }

  @DELETE
  @Path("/sessions/current")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "signOut", summary = "End the session whose token is sent")
  public Response end(@HeaderParam(HttpHeaders.AUTHORIZATION) String authorization) {
    Caller person = caller.get();
    if (person.kind() != CallerKind.USER) {
      throw new ProblemException(CommonProblem.CONFLICT, "The token is not that of a session.");
    }
    BearerToken token = new BearerToken(authorization.substring(BEARER.length()).strip());
    signIn.signOut(person.subject(), token);
    return Response.noContent().build();
  }

  @POST
  @Path("/local-user/one-time-password")
  @Consumes(MediaType.WILDCARD)
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(
      operationId = "makeOneTimePassword",
      summary = "A password for the local user that works once within 24 hours")
  public Response oneTimePassword() {
    Caller manager = caller.get();
    if (manager.datasets().isPresent()) {
      throw new ProblemException(
          CatalogProblem.OUT_OF_SCOPE, "A token that is confined to datasets manages no accounts");
    }
    OneTimePassword made = signIn.newPassword(manager.subject());
    return Response.ok(made).header("Cache-Control", "no-store").build();
  }

  @GET
  @Path("/me")
  @RolesAllowed(Permission.Names.CATALOG_READ)
  @Operation(operationId = "getMe", summary = "Who the caller is and what it may do")
  public Map<String, @Nullable Object> me() {
    Map<String, @Nullable Object> view = IntrospectionView.caller(caller.get());
    view.put(
        "permissions",
        caller.get().permissions().stream().map(Permission::wireName).sorted().toList());
    return view;
  }
}
