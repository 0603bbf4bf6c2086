package io.sluice.quality.rule;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One rule as its author wrote it, not yet compiled.
 *
 * @param id unique within its rule set
 * @param type an expectation's name, {@value #ROWS} or {@value #ASSERT}
 * @param arguments the expectation's parameters; values are null, Boolean, BigDecimal, Double (not
 *     finite), String, List or Map
 * @param expression the JEXL of {@code rows} and {@code assert}
 * @param where JEXL that says which rows count
 * @param mostly the least ratio of rows that must comply, 0 to 1; null is 1
 * @param severity how much a failure matters
 * @param dimension the quality dimension, for reports
 * @param tags labels, for reports
 * @param description what the rule is for
 * @param enabled whether it is evaluated
 * @param place where it stands in its document
 * @param origin what its document gives it
 */
public record Rule(
    String id,
    String type,
    Map<String, @Nullable Object> arguments,
    @Nullable String expression,
    @Nullable String where,
    @Nullable BigDecimal mostly,
    Severity severity,
    @Nullable String dimension,
    List<String> tags,
    @Nullable String description,
    boolean enabled,
    Location place,
    Origin origin) {

  /** The type of a rule that judges each row by an expression. */
  public static final String ROWS = "rows";

  /** The type of a rule that judges metrics by an expression. */
  public static final String ASSERT = "assert";

  /** A rule that stands alone, without a document. */
  public Rule(
      String id,
      String type,
      Map<String, @Nullable Object> arguments,
      @Nullable String expression,
      @Nullable String where,
      @Nullable BigDecimal mostly,
      Severity severity,
      @Nullable String dimension,
      List<String> tags,
      @Nullable String description,
      boolean enabled,
      Location place) {
    this(
        id,
        type,
        arguments,
        expression,
        where,
        mostly,
        severity,
        dimension,
        tags,
        description,
        enabled,
        place,
        Origin.NONE);
  }

  /** Copies the parts. */
  public Rule {
    // Not Map.copyOf: an argument may be null, and the author's order is kept.
    arguments = Collections.unmodifiableMap(new LinkedHashMap<>(arguments));
    tags = List.copyOf(tags);
  }
}
