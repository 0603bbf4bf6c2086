package io.sluice.lineage.forward;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sluice.access.CurrentCaller;
import io.sluice.access.Permission;
import io.sluice.lineage.log.LogRange;
import io.sluice.lineage.log.LoggedText;
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
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The log itself, in order of position: to be kept elsewhere, or told to another backend. */
@Path("/api/lineage/v1/log")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Forwarding")
@Blocking
public class LogResource {

  private static final int MAX_LIMIT = 500;

  private final LogReader log;
  private final CurrentCaller caller;

  LogResource(LogReader log, CurrentCaller caller) {
    this.log = log;
    this.caller = caller;
  }

  /**
   * One event of the log.
   *
   * @param position its position
   * @param event the event as it is kept
   */
  public record Entry(long position, @Schema(implementation = Object.class) RawValue event) {}

  /** A part of the log. */
  public record Entries(List<Entry> items, @Nullable String nextCursor) {}

  /**
   * The events of a range; a page ends at about 4 MB, and there are more while there is a cursor.
   */
  @GET
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "readLog", summary = "The events of the log in order of position")
  public Entries list(
      @QueryParam("after") @DefaultValue("0") long after,
      @QueryParam("upTo") @DefaultValue("9223372036854775807") long upTo,
      @QueryParam("since") @Nullable String since,
      @QueryParam("until") @Nullable String until,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor)
      throws SQLException {
    if (caller.get().datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A token that is confined to some datasets cannot read the whole log.");
    }
    if (limit < 1 || limit > MAX_LIMIT) {
      throw invalid("limit", "limit must be between 1 and " + MAX_LIMIT);
    }
    LogRange range =
        new LogRange(
            cursor == null ? after : position(cursor),
            upTo,
            time("since", since, OffsetDateTime.MIN),
            time("until", until, OffsetDateTime.MAX));
    List<LoggedText> texts = log.read(range, limit);
    List<Entry> items =
        texts.stream()
            .map(
                text ->
                    new Entry(
                        text.position(),
                        new RawValue(new String(text.text(), StandardCharsets.UTF_8))))
            .toList();
    // A page may also end for its bytes, so that only an empty one is known to be the last.
    String next = texts.isEmpty() ? null : "" + texts.get(texts.size() - 1).position();
    return new Entries(items, next);
  }

  private static long position(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw invalid("cursor", "the cursor is not one of ours");
    }
  }

  private static OffsetDateTime time(
      String parameter, @Nullable String text, OffsetDateTime otherwise) {
    try {
      return text == null
          ? otherwise
          : OffsetDateTime.parse(text).withOffsetSameInstant(ZoneOffset.UTC);
    } catch (DateTimeException e) {
      throw invalid(parameter, parameter + " is an instant such as 2026-01-01T00:00:00Z");
    }
  }

  private static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
