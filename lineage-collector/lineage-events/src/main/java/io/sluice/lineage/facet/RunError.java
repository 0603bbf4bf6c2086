package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * Why a run failed: the {@code errorMessage} facet, or {@code spark.exception} which Spark's
 * listener sends instead.
 *
 * @param message what went wrong
 * @param language the programming language, empty if not said
 * @param stackTrace where, empty if not said
 */
public record RunError(String message, String language, String stackTrace) {

  private static final List<String> KEYS =
      List.of("errorMessage", "spark.exception", "spark_exception");

  /** The error that the run facets tell of, if they do. */
  public static Optional<RunError> in(ObjectNode runFacets) {
    for (String key : KEYS) {
      var facet = runFacets.get(key);
      Optional<String> message = Lenient.text(facet, "message");
      Optional<String> stackTrace = Lenient.text(facet, "stackTrace");
      if (message.isPresent() || stackTrace.isPresent()) {
        return Optional.of(
            new RunError(
                message.orElse(""),
                Lenient.text(facet, "programmingLanguage").orElse(""),
                stackTrace.orElse("")));
      }
    }
    return Optional.empty();
  }
}
