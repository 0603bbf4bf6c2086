package io.sluice.quality.compile;

import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.ParameterBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How truly the rules of suites are judged here. */
final class Fidelities {

  private static final String NAMES_MAPPED =
      "the type names of pandas, Spark and databases are mapped to our own types, of which there are"
          + " fewer";
  private static final String PYTHON_PARSES =
      "the parser of Python that GX calls is rebuilt here; it differs in rare forms";
  private static final String RAISED_IN_1X =
      "GX 1.x raises instead of judging it; the verdict is that of GX 0.18's definition";

  /** What is known to come near to GX rather than to be the same, by kind. */
  private static final Map<String, String> APPROXIMATED =
      Map.ofEntries(
          Map.entry("expect_column_values_to_be_of_type", NAMES_MAPPED),
          Map.entry("expect_column_values_to_be_in_type_list", NAMES_MAPPED),
          Map.entry("expect_column_values_to_be_dateutil_parseable", PYTHON_PARSES),
          Map.entry("expect_column_values_to_match_strftime_format", PYTHON_PARSES),
          Map.entry("expect_column_values_to_match_json_schema", PYTHON_PARSES),
          Map.entry(
              "expect_column_bootstrapped_ks_test_p_value_to_be_greater_than",
              RAISED_IN_1X + ", with a seed of its own where GX draws at random"),
          Map.entry(
              "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than",
              RAISED_IN_1X),
          Map.entry("expect_column_chisquare_test_p_value_to_be_greater_than", RAISED_IN_1X),
          Map.entry("expect_column_pair_cramers_phi_value_to_be_less_than", RAISED_IN_1X));

  private Fidelities() {}

  /** That of a rule that can be judged; null of a rule of our own. */
  static @Nullable Fidelity of(Rule rule, @Nullable BoundRule bound) {
    if (!rule.origin().ofSuite()) {
      return null;
    }
    List<String> notes = new ArrayList<>(rule.origin().notes());
    if (bound != null && bound.condition() != null) {
      notes.addAll(bound.condition().notes());
    }
    if (bound == null && ParameterBinding.isNeeded(rule.arguments())) {
      notes.add("a figure of another result is taken from this run, or from the latest batch");
    }
    if (bound != null) {
      notes.addAll(Regexes.notes(bound.arguments()));
    }
    String kind = APPROXIMATED.get(rule.type());
    if (kind != null) {
      notes.add(kind);
    }
    String deviation =
        Expectations.named(rule.type())
            .map(Expectation::description)
            .map(d -> d.deviation())
            .orElse(null);
    if (notes.isEmpty()) {
      return new Fidelity(Fidelity.Level.EXACT, deviation);
    }
    if (deviation != null) {
      notes.add(deviation);
    }
    return new Fidelity(Fidelity.Level.APPROXIMATED, String.join("; ", notes));
  }

  /** That of a rule that cannot be judged here. */
  static @Nullable Fidelity unsupported(Rule rule, PlacedFault fault) {
    String hint = fault.fault().hint();
    String message = fault.fault().message();
    return rule.origin().ofSuite()
        ? new Fidelity(
            Fidelity.Level.UNSUPPORTED, hint == null ? message : message + " (" + hint + ")")
        : null;
  }
}
