package io.sluice.quality.expectation;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.expression.Walk;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rule kind {@code assert}: an expression over metrics and their history. */
public final class MetricsHold {

  private MetricsHold() {}

  /**
   * How to measure and judge it; an expression that is unknown, because a metric is null, is not
   * met.
   *
   * @throws io.sluice.quality.expression.ExpressionException if the types do not fit
   */
  public static Plan plan(Syntax expression, Scope scope) {
    MetricNames names = new MetricNames(scope);
    Expr condition = new Typer(names).condition(expression);
    return new Plan(names.metrics(), evidence -> judge(condition, names, evidence), null);
  }

  /**
   * Finds names that are not known whatever the columns are.
   *
   * @throws io.sluice.quality.expression.ExpressionException if there is one
   */
  public static void requireNames(Syntax expression) {
    Walk.each(expression, MetricNames::requireKnown);
  }

  private static Outcome judge(Expr condition, MetricNames names, Evidence evidence) {
    Optional<String> tooShort = names.missingHistory(evidence);
    if (tooShort.isPresent()) {
      return Outcome.noEvidence(tooShort.get());
    }
    Map<String, @Nullable Object> values = new HashMap<>(names.values(evidence));
    Evaluator evaluator = new Evaluator();
    Boolean truth = evaluator.truth(condition, values::get);
    Object observed =
        condition instanceof Expr.Comparison comparison
            ? evaluator.value(comparison.left(), values::get)
            : null;
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("metrics", new java.util.TreeMap<>(values));
    return new Outcome(Boolean.TRUE.equals(truth), observed, null, details, null);
  }
}
