package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What a run was started with: an entry of {@code environmentVariables} or {@code
 * executionParameters}. Values that may be secrets were replaced before this is read.
 *
 * @param key its key
 * @param name its name for people, the key if there is none
 * @param value its value as text, empty if not said
 */
public record RunParameter(String key, String name, String value) {

  private static final int MAX_PARAMETERS = 1_000;

  /** The environment variables that the run facets list. */
  public static List<RunParameter> environmentVariables(ObjectNode runFacets) {
    return Lenient.list(
        Lenient.facet(runFacets, "environmentVariables"),
        "environmentVariables",
        MAX_PARAMETERS,
        each ->
            Lenient.text(each, "name")
                .map(
                    name ->
                        new RunParameter(name, name, Lenient.scalar(each, "value").orElse(""))));
  }

  /** The parameters that the run facets list. */
  public static List<RunParameter> executionParameters(ObjectNode runFacets) {
    return Lenient.list(
        Lenient.facet(runFacets, "executionParameters"),
        "parameters",
        MAX_PARAMETERS,
        each ->
            Lenient.text(each, "key")
                .map(
                    key ->
                        new RunParameter(
                            key,
                            Lenient.text(each, "name").orElse(key),
                            Lenient.scalar(each, "value").orElse(""))));
  }
}
