package io.sluice.lineage.history;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.util.Map;

/**
 * Which part of a list is wanted.
 *
 * @param limit at most so many
 * @param offset after so many
 */
public record Page(int limit, int offset) {

  private static final int MAX_LIMIT = 1_000;
  private static final int MAX_OFFSET = 1_000_000;

  /** Refuses what would cost more than a list should. */
  public Page {
    require("limit", limit, MAX_LIMIT);
    require("offset", offset, MAX_OFFSET);
  }

  private static void require(String name, int value, int max) {
    if (value < 0 || value > max) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          name + " must be between 0 and " + max,
          Map.of("parameter", name));
    }
  }
}
