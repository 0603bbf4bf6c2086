package io.sluice.lineage.alias;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.naming.NamingRuleException;
import io.sluice.lineage.naming.NamingRules;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks what requests say. */
final class AliasRequests {

  private static final int MAX_REASON = 1_000;
  private static final int MAX_NAMES = 10_000;
  private static final int MAX_LIMIT = 500;

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
    if (reason == null || reason.isBlank()) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST,
          "/reason",
          "a reason of 1 to " + MAX_REASON + " characters is needed");
    }
    return text("/reason", reason);
  }

  static String text(String pointer, String text) {
    if (text.length() > MAX_REASON || text.indexOf('\0') >= 0) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST,
          pointer,
          "at most " + MAX_REASON + " characters and no NUL are allowed");
    }
    return text;
  }

  static NamingRules rules(@Nullable JsonNode rules) {
    if (rules == null) {
      throw ProblemException.at(CommonProblem.INVALID_REQUEST, "/rules", "rules are needed");
    }
    try {
      return NamingRules.read(rules);
    } catch (NamingRuleException e) {
      throw ProblemException.at(
          CommonProblem.UNPROCESSABLE, "/rules" + e.pointer(), String.valueOf(e.getMessage()));
    }
  }

  static @Nullable List<DatasetId> names(@Nullable List<DatasetId> names) {
    if (names != null && names.size() > MAX_NAMES) {
      throw ProblemException.at(
          CommonProblem.INVALID_REQUEST, "/names", "at most " + MAX_NAMES + " names are allowed");
    }
    return names;
  }

  static void requireLimit(int limit) {
    if (limit < 1 || limit > MAX_LIMIT) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "limit must be between 1 and " + MAX_LIMIT,
          Map.of("parameter", "limit"));
    }
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
