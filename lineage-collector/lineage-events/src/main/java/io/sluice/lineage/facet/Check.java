package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The result of a check that some tool made of data: an entry of {@code dataQualityAssertions} of a
 * dataset, or of the {@code test} facet of a run.
 *
 * @param name the check's name: its own, or else the kind of assertion
 * @param type the kind of assertion (not_null, expect_column_values_to_be_unique …), empty if
 *     unsaid
 * @param outcome what came of it
 * @param severity whether a failure is an error or a warning only
 * @param column the column that it is about, empty for the dataset as a whole
 * @param description what it means, empty if not said
 * @param expected what was expected, empty if not said
 * @param actual what was found, empty if not said
 */
public record Check(
    String name,
    String type,
    Outcome outcome,
    Severity severity,
    String column,
    String description,
    String expected,
    String actual) {

  private static final int MAX_CHECKS = 5_000;

  /** What can come of a check. */
  public enum Outcome {
    PASSED,
    FAILED,
    SKIPPED
  }

  /** How bad a failure is; the specification says error where nothing is said. */
  public enum Severity {
    ERROR,
    WARN
  }

  /** The checks of a dataset; producers put them under facets as well as under inputFacets. */
  public static List<Check> ofDataset(ObjectNode facets, ObjectNode roleFacets) {
    ObjectNode facet = Lenient.facet(roleFacets, "dataQualityAssertions");
    facet = facet == null ? Lenient.facet(facets, "dataQualityAssertions") : facet;
    return Lenient.list(facet, "assertions", MAX_CHECKS, Check::assertion);
  }

  /** The checks that a run made, whatever they were about. */
  public static List<Check> ofRun(ObjectNode runFacets) {
    return Lenient.list(Lenient.facet(runFacets, "test"), "tests", MAX_CHECKS, Check::test);
  }

  private static Optional<Check> assertion(JsonNode node) {
    String type = Lenient.textOrEmpty(node, "assertion");
    String name = Lenient.text(node, "name").orElse(type);
    Boolean success = Lenient.flagOrNull(node, "success");
    if (name.isEmpty() || success == null) {
      return Optional.empty();
    }
    return Optional.of(of(node, name, type, success ? Outcome.PASSED : Outcome.FAILED));
  }

  private static Optional<Check> test(JsonNode node) {
    String type = Lenient.textOrEmpty(node, "type");
    String name = Lenient.text(node, "name").orElse(type);
    Outcome outcome =
        switch (Lenient.textOrEmpty(node, "status").toLowerCase(Locale.ROOT)) {
          case "pass", "passed", "success" -> Outcome.PASSED;
          case "fail", "failed", "error" -> Outcome.FAILED;
          case "skip", "skipped" -> Outcome.SKIPPED;
          default -> null;
        };
    return name.isEmpty() || outcome == null
        ? Optional.empty()
        : Optional.of(of(node, name, type, outcome));
  }

  private static Check of(JsonNode node, String name, String type, Outcome outcome) {
    boolean warning =
        Lenient.textOrEmpty(node, "severity").toLowerCase(Locale.ROOT).startsWith("warn");
    return new Check(
        name,
        type,
        outcome,
        warning ? Severity.WARN : Severity.ERROR,
        Lenient.textOrEmpty(node, "column"),
        Lenient.textOrEmpty(node, "description"),
        Lenient.scalar(node, "expected").orElse(""),
        Lenient.scalar(node, "actual").orElse(""));
  }
}
