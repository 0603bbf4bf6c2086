package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How some checks went, in short: those of the {@code test} facet of a run, or those of {@code
 * dataQualityAssertions} about a dataset.
 *
 * @param passed how many passed
 * @param failed how many failed
 * @param warned how many failed that are only to warn
 * @param skipped how many did not run
 * @param failures the first names of those that failed, with the column where there is one
 */
public record CheckResults(int passed, int failed, int warned, int skipped, List<String> failures) {

  private static final int MAX_FAILURES = 5;
  private static final int MAX_NAME = 200;

  /** Copies the names. */
  public CheckResults {
    failures = List.copyOf(failures);
  }

  /** The tests that the run facets tell of, if they do. */
  public static Optional<CheckResults> ofTests(ObjectNode runFacets) {
    if (!(runFacets.get("test") instanceof ObjectNode facet)) {
      return Optional.empty();
    }
    Counter counter = new Counter();
    for (JsonNode test : Lenient.list(facet, "tests")) {
      counter.add(test, Lenient.text(test, "status").orElse("").toLowerCase(Locale.ROOT), "name");
    }
    return Optional.of(counter.results());
  }

  /**
   * The assertions about a dataset; some producers put the facet among the facets of the dataset,
   * others among those of its being read.
   */
  public static Optional<CheckResults> ofAssertions(ObjectNode facets, ObjectNode roleFacets) {
    JsonNode facet = roleFacets.get("dataQualityAssertions");
    facet = facet == null ? facets.get("dataQualityAssertions") : facet;
    if (!(facet instanceof ObjectNode)) {
      return Optional.empty();
    }
    Counter counter = new Counter();
    for (JsonNode assertion : Lenient.list(facet, "assertions")) {
      JsonNode success = assertion.path("success");
      String status = success.isBoolean() ? success.asBoolean() ? "pass" : "fail" : "";
      counter.add(assertion, status, "assertion");
    }
    return Optional.of(counter.results());
  }

  private static final class Counter {
    private int passed;
    private int failed;
    private int warned;
    private int skipped;
    private final List<String> failures = new ArrayList<>();

    void add(JsonNode check, String status, String nameMember) {
      switch (status) {
        case "pass" -> passed++;
        case "fail" -> {
          boolean warns = Lenient.text(check, "severity").orElse("").equalsIgnoreCase("warn");
          if (warns) {
            warned++;
          } else {
            failed++;
            if (failures.size() < MAX_FAILURES) {
              failures.add(name(check, nameMember));
            }
          }
        }
        default -> skipped++;
      }
    }

    private static String name(JsonNode check, String member) {
      String name =
          Lenient.text(check, "name").or(() -> Lenient.text(check, member)).orElse("unnamed");
      String whole = Lenient.text(check, "column").map(column -> name + " " + column).orElse(name);
      return whole.codePointCount(0, whole.length()) <= MAX_NAME
          ? whole
          : whole.substring(0, whole.offsetByCodePoints(0, MAX_NAME));
    }

    CheckResults results() {
      return new CheckResults(passed, failed, warned, skipped, failures);
    }
  }
}
