package io.sluice.quality.expectation;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a judgement says.
 *
 * @param verdict met, not met, or null for too little history
 * @param observedValue the value of an aggregate
 * @param counts the figures of a rule about rows
 * @param details what else is reported
 * @param note why there was too little history
 * @param whereUnknown the rows left out because {@code where} is unknown; null without a where
 */
public record Outcome(
    @Nullable Boolean verdict,
    @Nullable Object observedValue,
    @Nullable Counts counts,
    Map<String, @Nullable Object> details,
    @Nullable String note,
    @Nullable Long whereUnknown)
    implements Step {

  /**
   * The figures of a rule about rows.
   *
   * @param elements the rows it looked at
   * @param missing of those, the rows it has no answer for; null if it has one for every row
   * @param unexpected of those, the rows that break it
   */
  public record Counts(long elements, @Nullable Long missing, long unexpected) {

    /** The rows that {@code mostly} divides by. */
    public long considered() {
      return elements - (missing == null ? 0 : missing);
    }

    /** Unexpected of considered rows, 0 to 100; null if there are none. */
    public @Nullable Double percent() {
      return percentOf(considered());
    }

    /** Unexpected of that many rows, 0 to 100; null of none. */
    public @Nullable Double percentOf(long rows) {
      return rows == 0 ? null : Double.valueOf(100.0 * unexpected / rows);
    }
  }

  /** Copies the details. */
  public Outcome {
    details = Collections.unmodifiableMap(new LinkedHashMap<>(details));
  }

  /** A judgement; what {@code where} left out is counted beside it. */
  public Outcome(
      @Nullable Boolean verdict,
      @Nullable Object observedValue,
      @Nullable Counts counts,
      Map<String, @Nullable Object> details,
      @Nullable String note) {
    this(verdict, observedValue, counts, details, note, null);
  }

  /** The same, with that many rows left out because {@code where} is unknown. */
  Outcome leavingOut(long rows) {
    return new Outcome(verdict, observedValue, counts, details, note, rows);
  }

  /** A judgement of an aggregate. */
  static Outcome observed(boolean met, @Nullable Object value) {
    return new Outcome(met, value, null, Map.of(), null);
  }

  /** No judgement, for want of history. */
  static Outcome noEvidence(String note) {
    return new Outcome(null, null, null, Map.of(), note);
  }
}
