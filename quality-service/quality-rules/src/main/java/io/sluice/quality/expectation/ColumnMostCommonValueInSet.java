package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.ValueFrequencies;
import io.sluice.quality.metric.ValueFrequencies.Frequency;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_column_most_common_value_to_be_in_set}: a tie breaks it, unless {@code ties_okay}
 * and one of the tied values is in the set.
 */
final class ColumnMostCommonValueInSet implements Expectation {

  @Override
  public String name() {
    return "expect_column_most_common_value_to_be_in_set";
  }

  @Override
  public Description description() {
    return Description.of(
        "The most common value of the column is in the set.",
        "Nulls are left out; without any value the rule fails.",
        Parameter.COLUMN,
        Parameter.required("value_set", "list of values", "the set"),
        Parameter.optional(
            "ties_okay",
            "true or false",
            "false",
            "whether values outside the set may be as common, but not more"));
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    DistinctValues set = DistinctValues.required(arguments, scope);
    boolean tiesOkay = arguments.truth("ties_okay", false);
    Metric.ValueCounts counts = set.counts(scope);
    return new Plan(
            Set.of(counts),
            evidence -> {
              ValueFrequencies found = evidence.measurements().frequencies(counts);
              List<Frequency> top = mostCommon(found);
              boolean met = top.stream().anyMatch(value -> in(set, value));
              Metric.ValueCounts within = set.countsWithin(scope);
              boolean moreAreTied = top.size() == found.values().size() && !found.complete();
              return tiesOkay && !met && moreAreTied && within != null
                  ? decidedBy(within, top)
                  : outcome(met && (tiesOkay || top.size() == 1), top);
            },
            null)
        .thatGoesOn();
  }

  private static boolean in(DistinctValues set, Frequency frequency) {
    Object value = frequency.value();
    return value != null && set.values().contains(value);
  }

  private static List<Frequency> mostCommon(ValueFrequencies found) {
    return found.values().stream()
        .filter(value -> value.count() == found.values().get(0).count())
        .toList();
  }

  /** More values are tied than can be named: those of the set are counted by themselves. */
  private static Plan decidedBy(Metric.ValueCounts within, List<Frequency> top) {
    return new Plan(
        Set.of(within),
        evidence -> {
          List<Frequency> ofSet = evidence.measurements().frequencies(within).values();
          return outcome(!ofSet.isEmpty() && ofSet.get(0).count() == top.get(0).count(), top);
        },
        null);
  }

  private static Outcome outcome(boolean met, List<Frequency> top) {
    return Outcome.observed(
        met, top.stream().limit(DistinctValues.SHOWN).map(Frequency::value).toList());
  }
}
