package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sluice.access.Permission;
import io.sluice.lineage.history.EventStore;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.projection.Freshness;
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
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The events as they are kept. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class EventsResource {

  private final EventStore events;
  private final Freshness freshness;

  EventsResource(EventStore events, Freshness freshness) {
    this.events = events;
    this.freshness = freshness;
  }

  /** A list of events. */
  public record Events(
      @Schema(implementation = Object[].class) List<RawValue> events, long totalCount) {}

  /** The events, newest first unless asked otherwise. */
  @GET
  @Path("/events/lineage")
  @Operation(operationId = "listEvents", summary = "The events as they are kept")
  public Events list(
      @QueryParam("after") @Nullable String after,
      @QueryParam("before") @Nullable String before,
      @QueryParam("sortDirection") @DefaultValue("desc") String sortDirection,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Page page = new Page(limit, offset);
    boolean ascending =
        switch (sortDirection.toLowerCase(Locale.ROOT)) {
          case "asc" -> true;
          case "desc" -> false;
          default -> throw Lookup.invalid("sortDirection", "sortDirection must be asc or desc");
        };
    freshness.await(minPosition);
    Listing<RawValue> listing =
        events.events(
            Times.instant("after", after), Times.instant("before", before), ascending, page);
    return new Events(listing.items(), listing.total());
  }
}
