package io.sluice.catalog.account;

import io.sluice.access.CallerKind;
import io.sluice.access.Permission;
import io.sluice.catalog.request.Body;
import io.sluice.catalog.request.Page;
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

/** Service accounts over HTTP. */
@Path("/api/catalog/v1/service-accounts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "access")
public class ServiceAccountResource {

  private final AccountRequests requests;

  @Inject
  ServiceAccountResource(AccountRequests requests) {
    this.requests = requests;
  }

  @POST
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(
      operationId = "issueServiceAccount",
      summary = "Make a service account; its token is shown this once")
  public Response issue(@Nullable AccountBody body) {
    return requests.issue(Body.required(body).service());
  }

  @GET
  @RolesAllowed({Permission.Names.ACCESS_MANAGE, Permission.Names.AUDIT_READ})
  @Operation(operationId = "listServiceAccounts", summary = "Service accounts, the latest first")
  public Page<AccountView> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    return requests.list(CallerKind.SERVICE, limit, cursor);
  }

  @DELETE
  @Path("/{id}")
  @RolesAllowed(Permission.Names.ACCESS_MANAGE)
  @Operation(operationId = "revokeServiceAccount", summary = "Revoke a service account")
  public Response revoke(@PathParam("id") String id) {
    return requests.revoke(CallerKind.SERVICE, id);
  }
}
