package io.sluice.quality.verdict;

import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.rule.Severity;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one rule came out, with the figures that Great Expectations reports.
 *
 * @param id the rule's id
 * @param type the expectation's name, {@code rows} or {@code assert}
 * @param status how it came out
 * @param severity how much it matters
 * @param dimension the rule's quality dimension
 * @param tags the rule's labels
 * @param description the rule's own words
 * @param observedValue the value of an aggregate: Long, BigDecimal, Double, String, Boolean, a date
 *     or timestamp, a List or null
 * @param elementCount the rows that the rule looked at (after {@code where})
 * @param missingCount of those, the rows on which the predicate is unknown
 * @param unexpectedCount of those, the rows that break the rule
 * @param unexpectedPercent unexpected rows of the rows that are not missing, 0 to 100; null if
 *     there are none
 * @param whereUnknownCount rows left out because {@code where} is unknown on them
 * @param unexpectedList the first values that break the rule
 * @param unexpectedIndexList their row numbers from 0, in the order of the source
 * @param details what else the expectation reports
 * @param error why it could not be evaluated, for ERRORED; why it was not, for SKIPPED
 * @param skipReason why it was skipped, for SKIPPED
 * @param fidelity how truly it is judged, for a rule of a suite of Great Expectations
 * @param rows what else Great Expectations reports about rows; null where nothing is asked for
 */
public record RuleResult(
    String id,
    String type,
    Status status,
    Severity severity,
    @Nullable String dimension,
    List<String> tags,
    @Nullable String description,
    @Nullable Object observedValue,
    @Nullable Long elementCount,
    @Nullable Long missingCount,
    @Nullable Long unexpectedCount,
    @Nullable Double unexpectedPercent,
    @Nullable Long whereUnknownCount,
    List<@Nullable Object> unexpectedList,
    List<Long> unexpectedIndexList,
    Map<String, @Nullable Object> details,
    @Nullable String error,
    @Nullable SkipReason skipReason,
    @Nullable Fidelity fidelity,
    @Nullable UnexpectedRows rows) {

  /** A result of a rule of our own, with the fixed fields only. */
  public RuleResult(
      String id,
      String type,
      Status status,
      Severity severity,
      @Nullable String dimension,
      List<String> tags,
      @Nullable String description,
      @Nullable Object observedValue,
      @Nullable Long elementCount,
      @Nullable Long missingCount,
      @Nullable Long unexpectedCount,
      @Nullable Double unexpectedPercent,
      @Nullable Long whereUnknownCount,
      List<@Nullable Object> unexpectedList,
      List<Long> unexpectedIndexList,
      Map<String, @Nullable Object> details,
      @Nullable String error,
      @Nullable SkipReason skipReason) {
    this(
        id,
        type,
        status,
        severity,
        dimension,
        tags,
        description,
        observedValue,
        elementCount,
        missingCount,
        unexpectedCount,
        unexpectedPercent,
        whereUnknownCount,
        unexpectedList,
        unexpectedIndexList,
        details,
        error,
        skipReason,
        null,
        null);
  }

  /** Copies the collections. */
  public RuleResult {
    tags = List.copyOf(tags);
    // Not copyOf: unexpected values and details may hold null.
    unexpectedList = Collections.unmodifiableList(new ArrayList<>(unexpectedList));
    unexpectedIndexList = List.copyOf(unexpectedIndexList);
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** A result without figures: an error, or a rule that was not judged. */
  public static RuleResult withoutFigures(
      String id,
      String type,
      Status status,
      Severity severity,
      @Nullable String error,
      @Nullable SkipReason skipReason) {
    return new RuleResult(
        id,
        type,
        status,
        severity,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        Map.of(),
        error,
        skipReason);
  }

  /**
   * The same result with every sampled value replaced by {@code ***} and without the query that
   * finds the rows; row numbers stay.
   */
  public RuleResult withMaskedSamples() {
    List<@Nullable Object> masked = new ArrayList<>(unexpectedList);
    masked.replaceAll(value -> value == null ? null : "***");
    return new RuleResult(
        id,
        type,
        status,
        severity,
        dimension,
        tags,
        description,
        observedValue,
        elementCount,
        missingCount,
        unexpectedCount,
        unexpectedPercent,
        whereUnknownCount,
        masked,
        unexpectedIndexList,
        details,
        error,
        skipReason,
        fidelity,
        rows == null ? null : rows.masked());
  }

  /** Whether the rule was met. */
  public boolean success() {
    return status == Status.PASSED;
  }
}
