package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunFlag;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a list of runs goes on. Runs that claim to have begun in the future come after all others,
 * so that they cannot push them out of sight.
 *
 * @param bound what begins later counts as the future: the same for all pages of a list
 * @param future whether the list has come to those runs
 * @param begunAt the last run that was given began then, null if none was given
 * @param id the last run that was given
 */
record RunCursor(Instant bound, boolean future, @Nullable Instant begunAt, @Nullable UUID id) {

  static RunCursor start(Instant now) {
    return new RunCursor(
        now.plus(RunFlag.FUTURE).truncatedTo(ChronoUnit.MICROS), false, null, null);
  }

  RunCursor after(Instant lastBegun, UUID lastId) {
    return new RunCursor(bound, future, lastBegun, lastId);
  }

  RunCursor toFuture() {
    return new RunCursor(bound, true, null, null);
  }

  String text() {
    String plain = bound + " " + future + (id == null ? "" : " " + begunAt + " " + id);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.US_ASCII));
  }

  static RunCursor parse(String text) {
    try {
      String plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.US_ASCII);
      String[] parts = plain.split(" ", -1);
      boolean whole = parts.length == 4;
      if (whole || parts.length == 2) {
        return new RunCursor(
            Instant.parse(parts[0]),
            parts[1].equals("true"),
            whole ? Instant.parse(parts[2]) : null,
            whole ? UUID.fromString(parts[3]) : null);
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Refused below, like a cursor of another shape.
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "the cursor is not one of ours",
        Map.of("parameter", "cursor"));
  }
}
