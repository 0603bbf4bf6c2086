package io.sluice.quality.suite;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A figure of another rule's result, as GX 0.18 refers to it: {@code
 * urn:great_expectations:validations:orders:expect_table_row_count_to_equal.result.observed_value},
 * with {@code :column=c} where the rule is about a column.
 *
 * @param urn as written
 * @param suite the suite of that rule
 * @param type the kind of that rule
 * @param figure which figure, for example {@code observed_value}
 * @param column its column; null if it has none
 */
public record ResultReference(
    String urn, String suite, String type, String figure, @Nullable String column) {

  /** How every reference begins. */
  static final String PREFIX = "urn:great_expectations:";

  private static final Pattern FORM =
      Pattern.compile(
          PREFIX
              + "validations:(?<suite>[^:]+):(?<type>[a-z][a-z0-9_]*)"
              + "\\.result\\.(?<figure>[a-z_]+)(?::column=(?<column>.+))?");

  private static final List<String> FIGURES =
      List.of(
          "observed_value",
          "element_count",
          "missing_count",
          "missing_percent",
          "unexpected_count",
          "unexpected_percent",
          "unexpected_percent_total",
          "unexpected_percent_nonmissing");

  /**
   * Reads a reference.
   *
   * @throws ParameterException if it refers to anything but a figure of a rule
   */
  static ResultReference of(String urn) {
    Matcher parts = FORM.matcher(urn);
    if (!parts.matches()) {
      throw new ParameterException(
          "'" + urn + "' is not supported",
          "urn:great_expectations:validations:<suite>:<expectation>.result.<figure>:column=<column>");
    }
    String figure = parts.group("figure");
    if (!FIGURES.contains(figure)) {
      throw new ParameterException(
          "'" + figure + "' is no figure that can be referred to", "one of " + FIGURES);
    }
    return new ResultReference(
        urn, parts.group("suite"), parts.group("type"), figure, parts.group("column"));
  }
}
