package io.sluice.quality.verdict;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Says in one sentence why a rule failed. */
final class Wording {

  private static final int LONGEST = 1000;

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
    // A text or a set of values of the data is for those only who may see samples.
    if (result.observedValue() instanceof Number number) {
      return about + ": observed " + number;
    }
    return about + ": not met";
  }

  /** At most a thousand characters: reasons are kept, sent and shown in many places. */
  static String shortened(String message) {
    return message.length() > LONGEST ? message.substring(0, LONGEST - 1) + "…" : message;
  }

  /** The rows that the percentage is of: those on which the rule is true or false. */
  private static String considered(RuleResult result) {
    Long elements = result.elementCount();
    if (elements == null) {
      return "the";
    }
    Long missing = result.missingCount();
    return Long.toString(missing == null ? elements : elements - missing);
  }

  private static String percent(@Nullable Double percent) {
    return percent == null ? "" : String.format(Locale.ROOT, " (%.4g %%)", percent);
  }
}
