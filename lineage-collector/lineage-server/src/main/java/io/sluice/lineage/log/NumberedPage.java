package io.sluice.lineage.log;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads which part is wanted of a list whose cursor is a number. */
public final class NumberedPage {

  private static final int MAX_LIMIT = 500;

  private NumberedPage() {}

  /**
   * Refuses a length that a list does not have.
   *
   * @throws ProblemException 400 unless it is 1 to 500
   */
  public static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "limit must be between 1 and " + MAX_LIMIT,
          Map.of("parameter", "limit"));
    }
  }

  /**
   * The number that a cursor holds, or where the list begins if there is none.
   *
   * @throws ProblemException 400 if it is no number
   */
  public static long from(@Nullable String cursor, long beginning) {
    try {
      return cursor == null ? beginning : Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "the cursor is not one of ours",
          Map.of("parameter", "cursor"));
    }
  }
}
