package io.sluice.catalog.account;

import io.sluice.access.BearerToken;
import io.sluice.access.CallerKind;
import io.sluice.access.Introspection;
import io.sluice.access.Introspection.Inactive;
import io.sluice.access.Permission;
import io.sluice.access.TokenAuthority;
import io.sluice.catalog.request.Body;
import io.sluice.catalog.request.Page;
import io.sluice.catalog.request.Text;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** API tokens over HTTP, and the question every server asks about a token. */
@Path("/api/catalog/v1/tokens")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class TokenResource {

  private static final int MAX_TOKEN = 1000;

  private final AccountRequests requests;
  private final TokenAuthority authority;

  /** The token asked about. */
  record Question(@Nullable String token) {}

  @Inject
  TokenResource(AccountRequests requests, TokenAuthority authority) {
    this.requests = requests;
    this.authority = authority;
  }

  @POST
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "issueToken", summary = "Issue an API token; it is shown this once")
  public Response issue(@Nullable AccountBody body) {
    return requests.issue(Body.required(body).token());
  }

  @GET
  @RolesAllowed({Permission.Names.ACCESS_MANAGE, Permission.Names.AUDIT_READ})
  @Operation(operationId = "listTokens", summary = "API tokens, the latest first")
  public Page<AccountView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return requests.list(CallerKind.TOKEN, limit, cursor);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "revokeToken", summary = "Revoke an API token")
  public Response revoke(@PathParam("id") String id) {
    return requests.revoke(CallerKind.TOKEN, id);
  }

  @POST
  @Path("/introspect")
  @RolesAllowed(Permission.Names.ACCESS_INTROSPECT)
  @Operation(operationId = "introspectToken", summary = "Whose a token is")
  public Response introspect(@Nullable Question body) {
    String text = Text.required("/token", Body.required(body).token, MAX_TOKEN);
    Introspection answer =
        BearerToken.parse(text).map(authority::introspect).orElseGet(Inactive::new);
    return Response.ok(IntrospectionView.of(answer)).header("Cache-Control", "no-store").build();
  }
}
