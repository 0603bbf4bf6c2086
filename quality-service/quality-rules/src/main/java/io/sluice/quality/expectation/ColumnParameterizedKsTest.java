package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.statistics.EmpiricalDistribution;
import io.sluice.quality.statistics.Family;
import io.sluice.quality.statistics.Kolmogorov;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than}, as GX 0.18
 * defines it: SciPy's {@code kstest} against a distribution of known parameters.
 */
final class ColumnParameterizedKsTest implements Expectation {

  private static final String PARAMS = "params";

  @Override
  public String name() {
    return "expect_column_parameterized_distribution_ks_test_p_value_to_be_greater_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "A Kolmogorov-Smirnov test does not reject that the column's numbers come from that"
                + " distribution: its p-value is at least p_value.",
            "Nulls are left out; with no value at all the observed value is null and the rule"
                + " fails.",
            Parameter.COLUMN,
            Parameter.required(
                "distribution", "norm, beta, gamma, uniform, chi2 or expon", "the family"),
            Parameter.optional(
                "p_value", "number", "0.05", "the least allowed p-value, between 0 and 1"),
            Parameter.required(
                PARAMS,
                "list of numbers, or map",
                "in SciPy's order, or by name: mean, std_dev (norm); alpha, beta, loc, scale"
                    + " (beta); alpha, loc, scale (gamma); min, max (uniform); df, loc, scale"
                    + " (chi2); loc, scale (expon)"))
        .deviating(
            "GX 1.x only raises; this is GX 0.18's definition, which takes uniform's max for the"
                + " width of the interval from min on. Columns of more than a million distinct"
                + " values are an error.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.numeric(arguments, scope, "distribution");
    Family family = family(arguments.text("distribution"));
    double least = arguments.ratio("p_value", 0.05);
    if (least <= 0 || least >= 1) {
      throw new ArgumentException("p_value", "'p_value' must be between 0 and 1, neither of them");
    }
    List<Double> parameters = parameters(family, arguments);
    NumbersOf numbers = new NumbersOf(column, scope);
    return new Plan(
        Set.of(numbers.metric()),
        evidence ->
            numbers
                .in(evidence)
                .map(found -> judge(found, family, parameters, least))
                .orElse(Outcome.observed(false, null)),
        null);
  }

  private static Outcome judge(
      EmpiricalDistribution found, Family family, List<Double> parameters, double least) {
    double distance = found.distance(family.cumulative(parameters));
    double probability = Kolmogorov.survival(found.size(), distance);
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("expectedParams", parameters);
    details.put("observedKsResult", List.of(distance, probability));
    return new Outcome(probability >= least, probability, null, details, null);
  }

  private static Family family(String name) {
    List<String> names = new ArrayList<>();
    for (Family family : Family.values()) {
      String known = family.name().toLowerCase(Locale.ROOT);
      if (known.equals(name)) {
        return family;
      }
      names.add(known);
    }
    throw new ArgumentException(
        "distribution",
        "'" + name + "' is not one of " + names,
        Suggestion.didYouMean(name, names));
  }

  private static List<Double> parameters(Family family, Arguments arguments) {
    Object given = arguments.given(PARAMS);
    List<Double> parameters = new ArrayList<>();
    if (given instanceof List<?> list) {
      list.forEach(item -> parameters.add(number(item)));
    } else {
      Map<String, @Nullable Object> members = arguments.members(PARAMS);
      if (members == null) {
        throw fault("'params' is required");
      }
      parameters.addAll(byName(family, members));
    }
    requireFitting(family, parameters);
    return parameters;
  }

  private static List<Double> byName(Family family, Map<String, @Nullable Object> members) {
    List<String> names = names(family, members);
    for (String member : members.keySet()) {
      if (!names.contains(member)) {
        throw new ArgumentException(
            PARAMS,
            "unknown parameter '" + member + "' of params",
            Suggestion.didYouMean(member, names));
      }
    }
    List<Double> parameters = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Object value = members.get(names.get(i));
      if (value == null && i < family.shapes()) {
        throw fault("params needs '" + names.get(i) + "'");
      }
      parameters.add(value == null ? i - family.shapes() : number(value));
    }
    return parameters;
  }

  /** The names in SciPy's order: the shapes, place and scale. */
  private static List<String> names(Family family, Map<String, @Nullable Object> members) {
    boolean named = members.containsKey("loc") || members.containsKey("scale");
    return switch (family) {
      case NORM -> named ? List.of("loc", "scale") : List.of("mean", "std_dev");
      case BETA -> List.of("alpha", "beta", "loc", "scale");
      case GAMMA -> List.of("alpha", "loc", "scale");
      case UNIFORM -> named ? List.of("loc", "scale") : List.of("min", "max");
      case CHI2 -> List.of("df", "loc", "scale");
      case EXPON -> List.of("loc", "scale");
    };
  }

  private static void requireFitting(Family family, List<Double> parameters) {
    int shapes = family.shapes();
    if (parameters.size() < shapes || parameters.size() > shapes + 2) {
      throw fault("params has " + shapes + " to " + (shapes + 2) + " numbers for this family");
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (i != shapes && parameters.get(i) <= 0) {
        throw fault("shapes and scale (std_dev, max) must be greater than 0");
      }
    }
  }

  private static double number(@Nullable Object given) {
    if (given instanceof BigDecimal number) {
      return number.doubleValue();
    }
    throw fault("params holds numbers");
  }

  private static ArgumentException fault(String message) {
    return new ArgumentException(PARAMS, message);
  }
}
