package io.sluice.lineage.marquez;

import io.sluice.access.Permission;
import io.sluice.lineage.history.StatsStore;
import io.sluice.lineage.history.StatsStore.Interval;
import io.sluice.lineage.history.StatsStore.Subject;
import io.sluice.lineage.projection.Freshness;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What the first page of Marquez's web application counts. */
@Path("/api/v1/stats")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class StatsResource {

  private static final int HOURS = 24;
  private static final int DAYS = 7;

  private final StatsStore stats;
  private final Freshness freshness;
  private final Clock clock;

  StatsResource(StatsStore stats, Freshness freshness, Clock clock) {
    this.stats = stats;
    this.freshness = freshness;
    this.clock = clock;
  }

  /** How many events of each type there were in an hour or a day. */
  public record EventCounts(
      Instant startInterval,
      Instant endInterval,
      long fail,
      long start,
      long complete,
      long abort) {}

  /** How many there were at the end of an hour or a day. */
  public record Count(Instant startInterval, Instant endInterval, long count) {}

  /** Events by hour for a day, or by day for a week. */
  @GET
  @Path("/lineage-events")
  @Operation(operationId = "countEvents", summary = "Events by hour or by day")
  public List<EventCounts> events(
      @QueryParam("period") @Nullable String period,
      @QueryParam("timezone") @Nullable String timezone)
      throws SQLException {
    List<Interval> intervals = intervals(period, timezone);
    freshness.await(0);
    List<Map<String, Long>> found = stats.events(intervals);
    List<EventCounts> counts = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      Map<String, Long> byType = found.get(i);
      counts.add(
          new EventCounts(
              intervals.get(i).from(),
              intervals.get(i).until(),
              byType.getOrDefault("FAIL", 0L),
              byType.getOrDefault("START", 0L),
              byType.getOrDefault("COMPLETE", 0L),
              byType.getOrDefault("ABORT", 0L)));
    }
    return counts;
  }

  /** Jobs by hour for a day, or by day for a week. */
  @GET
  @Path("/jobs")
  @Operation(operationId = "countJobs", summary = "Jobs by hour or by day")
  public List<Count> jobs(
      @QueryParam("period") @Nullable String period,
      @QueryParam("timezone") @Nullable String timezone)
      throws SQLException {
    return growth(Subject.JOBS, period, timezone);
  }

  /** Datasets by hour for a day, or by day for a week. */
  @GET
  @Path("/datasets")
  @Operation(operationId = "countDatasets", summary = "Datasets by hour or by day")
  public List<Count> datasets(
      @QueryParam("period") @Nullable String period,
      @QueryParam("timezone") @Nullable String timezone)
      throws SQLException {
    return growth(Subject.DATASETS, period, timezone);
  }

  /** Sources by hour for a day, or by day for a week. */
  @GET
  @Path("/sources")
  @Operation(operationId = "countSources", summary = "Sources by hour or by day")
  public List<Count> sources(
      @QueryParam("period") @Nullable String period,
      @QueryParam("timezone") @Nullable String timezone)
      throws SQLException {
    return growth(Subject.SOURCES, period, timezone);
  }

  private List<Count> growth(Subject subject, @Nullable String period, @Nullable String timezone)
      throws SQLException {
    List<Interval> intervals = intervals(period, timezone);
    freshness.await(0);
    List<Long> found = stats.growth(subject, intervals);
    List<Count> counts = new ArrayList<>();
    for (int i = 0; i < intervals.size(); i++) {
      counts.add(new Count(intervals.get(i).from(), intervals.get(i).until(), found.get(i)));
    }
    return counts;
  }

  private List<Interval> intervals(@Nullable String period, @Nullable String timezone) {
    ZonedDateTime now = clock.instant().atZone(zone(timezone));
    return switch (period == null ? "" : period.toUpperCase(Locale.ROOT)) {
      case "DAY" -> hours(now);
      case "WEEK" -> {
        if (timezone == null || timezone.isBlank()) {
          throw Lookup.invalid("timezone", "timezone is required for period WEEK");
        }
        yield days(now);
      }
      default -> throw Lookup.invalid("period", "period must be DAY or WEEK");
    };
  }

  private static List<Interval> hours(ZonedDateTime now) {
    Instant current = now.toInstant().truncatedTo(ChronoUnit.HOURS);
    List<Interval> hours = new ArrayList<>();
    for (int back = HOURS - 1; back >= 0; back--) {
      Instant from = current.minus(back, ChronoUnit.HOURS);
      hours.add(new Interval(from, from.plus(1, ChronoUnit.HOURS)));
    }
    return hours;
  }

  private static List<Interval> days(ZonedDateTime now) {
    List<Interval> days = new ArrayList<>();
    for (int back = DAYS - 1; back >= 0; back--) {
      LocalDate day = now.toLocalDate().minusDays(back);
      days.add(
          new Interval(
              day.atStartOfDay(now.getZone()).toInstant(),
              day.plusDays(1).atStartOfDay(now.getZone()).toInstant()));
    }
    return days;
  }

  private static ZoneId zone(@Nullable String timezone) {
    try {
      return timezone == null || timezone.isBlank() ? ZoneOffset.UTC : ZoneId.of(timezone);
    } catch (DateTimeException e) {
      throw Lookup.invalid("timezone", "timezone must be a name such as Europe/Zurich");
    }
  }
}
