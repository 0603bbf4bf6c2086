package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sluice.access.Permission;
import io.sluice.lineage.event.EventTimes;
import io.sluice.lineage.history.EventStore;
import io.sluice.lineage.history.Listing;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The events as they are kept, and search. */
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

  /** What a search found. */
  public record Found(long totalCount, List<Hit> results) {}

  /** One thing that a search found. */
  public record Hit(
      String type, String name, Instant updatedAt, String namespace, UUID uuid, String nodeId) {}

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
          default -> throw invalid("sortDirection", "sortDirection must be asc or desc");
        };
    freshness.await(minPosition);
    Listing<RawValue> listing =
        events.events(time("after", after), time("before", before), ascending, page);
    return new Events(listing.items(), listing.total());
  }

  /** Jobs and datasets whose name contains the text. */
  @GET
  @Path("/search")
  @Operation(operationId = "search", summary = "Jobs and datasets by a part of their name")
  public Found search(
      @QueryParam("q") @DefaultValue("") String q,
      @QueryParam("filter") @Nullable String filter,
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("limit") @DefaultValue("10") int limit,
      @QueryParam("offset") @DefaultValue("0") int offset,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Page page = new Page(limit, offset);
    if (q.isBlank() || q.length() > 1024 || q.indexOf('\0') >= 0) {
      throw invalid("q", "q must hold 1 to 1024 characters");
    }
    String type = filter == null ? null : filter.toUpperCase(Locale.ROOT);
    if (type != null && !type.equals("JOB") && !type.equals("DATASET")) {
      throw invalid("filter", "filter must be JOB or DATASET");
    }
    if (namespace != null && namespace.indexOf('\0') >= 0) {
      throw invalid("namespace", "namespace must not contain NUL");
    }
    freshness.await(minPosition);
    Listing<EventStore.Hit> listing = events.search(q, type, namespace, page);
    return new Found(listing.total(), listing.items().stream().map(EventsResource::hit).toList());
  }

  private static Hit hit(EventStore.Hit hit) {
    return new Hit(
        hit.type(),
        hit.name(),
        hit.lastSeen(),
        hit.namespace(),
        hit.id(),
        hit.type().toLowerCase(Locale.ROOT) + ":" + hit.namespace() + ":" + hit.name());
  }

  private static @Nullable Instant time(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    return EventTimes.parse(text)
        .map(EventTimes.EventTime::instant)
        .orElseThrow(() -> invalid(name, name + " must be an ISO-8601 time"));
  }

  private static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
