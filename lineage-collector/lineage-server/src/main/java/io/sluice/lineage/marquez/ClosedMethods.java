package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Says of Marquez's write routes that they are not there, rather than that nothing is. */
@Path("/api/v1/{path:.+}")
@RolesAllowed(Permission.Names.LINEAGE_READ)
public class ClosedMethods {

  /** Refuses. */
  @PUT
  @Operation(hidden = true)
  public void put() {
    throw refusal();
  }

  /** Refuses. */
  @POST
  @Operation(hidden = true)
  public void post() {
    throw refusal();
  }

  /** Refuses. */
  @PATCH
  @Operation(hidden = true)
  public void patch() {
    throw refusal();
  }

  /** Refuses. */
  @DELETE
  @Operation(hidden = true)
  public void delete() {
    throw refusal();
  }

  private static NotAllowedException refusal() {
    return new NotAllowedException("GET");
  }
}
