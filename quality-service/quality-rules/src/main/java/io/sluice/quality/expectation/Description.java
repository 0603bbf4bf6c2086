package io.sluice.quality.expectation;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an expectation says of itself, for messages and for the gallery.
 *
 * @param summary one sentence: what is expected
 * @param parameters what it takes besides what every rule takes, in the order to show them
 * @param nulls one sentence: how nulls count
 * @param deviation where it differs from Great Expectations, or where GX's own engines differ and
 *     whose answer holds here; null if neither is so
 */
public record Description(
    String summary, List<Parameter> parameters, String nulls, @Nullable String deviation) {

  /** How most rules about rows treat nulls. */
  static final String NULL_IS_MISSING =
      "A null is missing: it neither meets nor breaks the rule, and mostly divides by the other"
          + " rows.";

  /** How most aggregates treat nulls. */
  static final String NULLS_LEFT_OUT =
      "Nulls are left out; with no value at all the observed value is null and the rule fails.";

  /** How rules about columns, not rows, treat nulls. */
  static final String NO_ROWS = "It looks at columns, not at rows: nulls play no part.";

  /** Copies the parameters. */
  public Description {
    parameters = List.copyOf(parameters);
  }

  /** A description of what is the same here as in every engine of GX. */
  static Description of(String summary, String nulls, Parameter... parameters) {
    return new Description(summary, List.of(parameters), nulls, null);
  }

  /** The same, with where it differs. */
  Description deviating(String where) {
    return new Description(summary, parameters, nulls, where);
  }

  /**
   * One parameter.
   *
   * @param name as Great Expectations names it
   * @param type what it takes, in words: a column, text, a whole number, a list of values …
   * @param required whether it must be given
   * @param fallback what holds if it is left out, as one would write it; null for nothing
   * @param meaning what it does
   */
  public record Parameter(
      String name, String type, boolean required, @Nullable String fallback, String meaning) {

    /** The column that a rule is about. */
    static final Parameter COLUMN = required("column", "column", "which column");

    /** The lower and upper bound and whether each leaves itself out. */
    static final List<Parameter> BOUNDS =
        List.of(
            optional("min_value", "value", null, "the least allowed value; left out: no bound"),
            optional("max_value", "value", null, "the greatest allowed value; left out: no bound"),
            optional("strict_min", "true or false", "false", "whether min_value itself is outside"),
            optional(
                "strict_max", "true or false", "false", "whether max_value itself is outside"));

    /** One that must be given. */
    static Parameter required(String name, String type, String meaning) {
      return new Parameter(name, type, true, null, meaning);
    }

    /** One that may be left out. */
    static Parameter optional(String name, String type, @Nullable String fallback, String meaning) {
      return new Parameter(name, type, false, fallback, meaning);
    }

    /** That parameter, then those, and then the last ones. */
    static Parameter[] then(Parameter first, List<Parameter> rest, Parameter... last) {
      List<Parameter> all = new ArrayList<>(rest);
      all.add(0, first);
      all.addAll(List.of(last));
      return all.toArray(Parameter[]::new);
    }
  }
}
