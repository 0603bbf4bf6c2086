package io.sluice.lineage.log;

import io.sluice.access.Permission;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the log keeps. */
@Path("/api/lineage/v1/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention")
@Blocking
public class RetentionResource {

  private final EventLog log;
  private final RetentionSettings settings;

  RetentionResource(EventLog log, RetentionSettings settings) {
    this.log = log;
    this.settings = settings;
  }

  /**
   * What is kept.
   *
   * @param firstPosition the first position that is kept
   * @param lastPosition the last one, 0 if there is none
   * @param maxAge how old events may grow, ISO-8601, null without a limit
   * @param maxEvents beyond how many newer ones an event may go, null without a limit
   * @param items partitions, the oldest first
   * @param nextCursor where the next page begins, null on the last
   */
  public record Kept(
      long firstPosition,
      long lastPosition,
      @Nullable String maxAge,
      @Nullable Long maxEvents,
      List<PartitionState> items,
      @Nullable String nextCursor) {}

  /** The partitions of the log, their sizes, and the limits. */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getRetention", summary = "What the log keeps, and how large it is")
  public Kept get(
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    NumberedPage.requireLimit(limit);
    // One more than is shown tells whether there is another page.
    List<PartitionState> found = log.partitions(NumberedPage.from(cursor, 0), limit + 1);
    boolean more = found.size() > limit;
    List<PartitionState> items = more ? found.subList(0, limit) : found;
    return new Kept(
        log.firstPosition(),
        log.lastPosition(),
        settings.maxAge().map(Object::toString).orElse(null),
        settings.maxEvents().isPresent() ? settings.maxEvents().getAsLong() : null,
        items,
        more ? Long.toString(items.get(limit - 1).firstPosition()) : null);
  }
}
