package io.sluice.bench.sales;

import io.sluice.quality.check.CheckReport;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What was found for each rule, in the same words whoever found it. */
public final class Figures {

  /** Sums of doubles depend on the order of the rows in their last digits. */
  private static final MathContext DIGITS = new MathContext(10);

  private Figures() {}

  /**
   * The figures of a report.
   *
   * @throws IllegalStateException if a rule could not be judged
   */
  public static SortedMap<String, String> of(CheckReport report) {
    SortedMap<String, String> figures = new TreeMap<>();
    for (RuleResult result : report.results()) {
      if (result.status() == Status.ERRORED || result.status() == Status.SKIPPED) {
        throw new IllegalStateException(result.id() + " was not judged: " + result.error());
      }
      put(figures, result.id() + " elements", result.elementCount());
      put(figures, result.id() + " missing", result.missingCount());
      put(figures, result.id() + " unexpected", result.unexpectedCount());
      put(figures, result.id() + " where unknown", result.whereUnknownCount());
      put(figures, result.id() + " value", result.observedValue());
    }
    return figures;
  }

  /**
   * The same as Deequ counts them: of a rule about rows, how many comply ({@code elements} without
   * {@code missing} and {@code unexpected}); values as they are.
   */
  public static SortedMap<String, String> complying(SortedMap<String, String> figures) {
    SortedMap<String, String> complying = new TreeMap<>();
    figures.forEach(
        (name, value) -> {
          if (name.endsWith(" value")) {
            complying.put(name, value);
          } else if (name.endsWith(" elements")) {
            String id = name.substring(0, name.indexOf(' '));
            BigDecimal rows =
                new BigDecimal(value)
                    .subtract(new BigDecimal(figures.getOrDefault(id + " missing", "0")))
                    .subtract(new BigDecimal(figures.getOrDefault(id + " unexpected", "0")));
            put(complying, id + " comply", rows);
          }
        });
    return complying;
  }

  /** Adds a figure unless it is null. */
  public static void put(SortedMap<String, String> figures, String name, @Nullable Object value) {
    if (value instanceof Number number) {
      BigDecimal exact = new BigDecimal(number.toString()).round(DIGITS).stripTrailingZeros();
      figures.put(name, exact.toPlainString());
    } else if (value != null) {
      figures.put(name, value.toString());
    }
  }
}
