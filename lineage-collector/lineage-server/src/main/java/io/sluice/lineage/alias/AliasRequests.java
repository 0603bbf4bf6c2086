package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what requests say. */
final class AliasRequests {

  private static final int MAX_REASON = 1_000;

  private AliasRequests() {}

  static ProblemException empty() {
    return new ProblemException(CommonProblem.INVALID_REQUEST, "The body is empty.");
  }

  /** A dataset named by two query parameters. */
  static DatasetId dataset(@Nullable String namespace, @Nullable String name) {
    if (namespace == null || name == null) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "namespace and name are needed together",
          Map.of("parameter", namespace == null ? "namespace" : "name"));
    }
    try {
      return new DatasetId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  static NamePair pair(@Nullable DatasetId left, @Nullable DatasetId right) {
    if (left == null || right == null) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST,
          left == null ? "/left" : "/right",
          "left and right are needed");
    }
    if (left.equals(right)) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST, "/right", "left and right are the same name");
    }
    return NamePair.of(left, right);
  }

  static String reason(@Nullable String reason) {
    if (reason == null
        || reason.isBlank()
        || reason.length() > MAX_REASON
        || reason.indexOf('\0') >= 0) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST,
          "/reason",
          "a reason of 1 to " + MAX_REASON + " characters is needed");
    }
    return reason;
  }

  static long number(String cursor) {
    try {
      return Long.parseLong(cursor);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "the cursor is not one of ours",
          Map.of("parameter", "cursor"));
    }
  }
}
