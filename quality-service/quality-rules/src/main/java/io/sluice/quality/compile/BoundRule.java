package io.sluice.quality.compile;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.ParameterBinding;
import io.sluice.quality.suite.ParameterException;
import io.sluice.quality.suite.ParameterNames;
import io.sluice.quality.suite.ResultReference;
import io.sluice.quality.suite.RowConditions;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A rule whose parameters are worked out and whose conditions are read; not yet typed.
 *
 * @param rule the rule
 * @param arguments its arguments without those that every rule takes
 * @param mostly the least ratio of rows that must comply
 * @param where the condition of {@code where}
 * @param condition the condition of {@code row_condition}
 */
record BoundRule(
    Rule rule,
    Map<String, @Nullable Object> arguments,
    BigDecimal mostly,
    @Nullable Syntax where,
    RowConditions.@Nullable Read condition) {

  private static final String CONDITION = "row_condition";

  /**
   * Binds a rule.
   *
   * @param results the figures of other results, as far as they are known
   * @throws PlacedFault if a parameter or a condition cannot be read
   */
  static BoundRule of(
      Rule rule, ParameterSettings settings, Map<ResultReference, @Nullable Object> results) {
    Syntax where = parse(rule, "where", rule.where());
    ParameterBinding binding = new ParameterBinding(new Known(rule, settings, results));
    Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
    rule.arguments()
        .forEach((name, value) -> arguments.put(name, bound(rule, name, value, binding)));
    BigDecimal mostly = mostly(rule, arguments);
    Object condition = arguments.remove(CONDITION);
    Object parser = arguments.remove("condition_parser");
    return new BoundRule(rule, arguments, mostly, where, condition(rule, condition, parser));
  }

  private static @Nullable Object bound(
      Rule rule, String name, @Nullable Object value, ParameterBinding binding) {
    if (!ParameterBinding.isNeeded(value)) {
      return value;
    }
    try {
      return binding.bind(value);
    } catch (ParameterException fault) {
      throw PlacedFault.at(rule, name, String.valueOf(fault.getMessage()), fault.hint());
    }
  }

  private static BigDecimal mostly(Rule rule, Map<String, @Nullable Object> arguments) {
    Object given = arguments.remove("mostly");
    if (given == null) {
      BigDecimal stated = rule.mostly();
      return stated == null ? BigDecimal.ONE : stated;
    }
    if (given instanceof BigDecimal ratio
        && ratio.signum() >= 0
        && ratio.compareTo(BigDecimal.ONE) <= 0) {
      return ratio;
    }
    throw PlacedFault.at(
        rule, "mostly", "'mostly' must be a number from 0 to 1, not " + given, null);
  }

  private static RowConditions.@Nullable Read condition(
      Rule rule, @Nullable Object condition, @Nullable Object parser) {
    if (condition == null || condition.equals("")) {
      return null;
    }
    try {
      return RowConditions.read(condition, parser);
    } catch (ExpressionException fault) {
      PlacedFault placed = PlacedFault.ofArgument(rule, CONDITION, fault);
      throw rule.origin().ofSuite() ? placed.asUnsupported() : placed;
    }
  }

  /** The syntax of an expression; null of none. */
  static @Nullable Syntax parse(Rule rule, String member, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return SafeJexl.parse(text);
    } catch (ExpressionException fault) {
      throw PlacedFault.inText(rule, member, fault);
    }
  }

  /** The names that a rule's run and document give. */
  private record Known(
      Rule rule, ParameterSettings settings, Map<ResultReference, @Nullable Object> results)
      implements ParameterNames {

    @Override
    public @Nullable Object value(String name) {
      if (settings.values().containsKey(name)) {
        return settings.values().get(name);
      }
      Map<String, @Nullable Object> own = rule.origin().parameters();
      if (own.containsKey(name)) {
        return own.get(name);
      }
      TreeSet<String> names = new TreeSet<>(own.keySet());
      names.addAll(settings.values().keySet());
      throw new ParameterException(
          "there is no parameter '" + name + "'", Suggestion.didYouMean(name, names));
    }

    @Override
    public @Nullable Object value(ResultReference reference) {
      if (results.containsKey(reference)) {
        return results.get(reference);
      }
      throw new ParameterException("the result of " + reference.urn() + " is not known", null);
    }

    @Override
    public LocalDateTime now() {
      return settings.now();
    }
  }
}
