package io.sluice.catalog.audit;

import io.sluice.access.Permission;
import io.sluice.catalog.audit.model.AuditEntry;
import io.sluice.catalog.audit.model.AuditLog;
import io.sluice.catalog.request.Cursor;
import io.sluice.catalog.request.Page;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The audit log over HTTP. */
@Path("/api/catalog/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "audit")
public class AuditResource {

  private final AuditLog log;

  @Inject
  AuditResource(AuditLog log) {
    this.log = log;
  }

  @GET
  @Transactional
  @RolesAllowed(Permission.Names.AUDIT_READ)
  @Operation(operationId = "listAudit", summary = "Who changed what, the latest first")
  public Page<AuditEntry> list(
      @QueryParam("limit") @Nullable Integer limit, @QueryParam("cursor") @Nullable String cursor) {
    int size = Page.limit(limit);
    long before = Cursor.readNumber(cursor).orElse(Long.MAX_VALUE);
    return Page.of(
        log.before(before, size + 1),
        size,
        Function.identity(),
        entry -> List.of(Long.toString(entry.id())));
  }
}
