package io.sluice.lineage.evidence;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A place in a list of facts, newest first. */
record FactCursor(Instant at, String digest, String kind, String role, UUID owner) {

  static FactCursor of(FactRow row) {
    return new FactCursor(row.at(), row.digest(), row.kind().name(), row.role(), row.owner());
  }

  String write() {
    String text = String.join(" ", at.toString(), digest, kind, role, owner.toString());
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * The place that the text stands for.
   *
   * @throws ProblemException 400 if {@link #write} did not write it
   */
  static @Nullable FactCursor read(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", -1);
      if (parts.length == 5 && cursor.length() < 500 && cursor.indexOf('\0') < 0) {
        return new FactCursor(
            Instant.parse(parts[0]), parts[1], parts[2], parts[3], UUID.fromString(parts[4]));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // Answered below, as any other text that is no cursor.
    }
    throw new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "the cursor is not one of ours",
        Map.of("parameter", "cursor"));
  }
}
