package io.sluice.quality.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a rule failed. */
final class Wording {

  private Wording() {}

  static String ofFailure(RuleResult result) {
    String about = result.description() == null ? result.type() : result.description();
    Long unexpected = result.unexpectedCount();
    if (unexpected != null) {
      return about
          + ": "
          + unexpected
          + " of "
          + considered(result)
          + " rows break it"
          + percent(result.unexpectedPercent());
    }
    if (result.observedValue() != null) {
      return about + ": observed " + result.observedValue();
    }
    return about + ": not met";
  }

  private static String considered(RuleResult result) {
    Long elements = result.elementCount();
    return elements == null ? "the" : Long.toString(elements);
  }

  private static String percent(@Nullable Double percent) {
    return percent == null ? "" : String.format(Locale.ROOT, " (%.4g %%)", percent);
  }
}
