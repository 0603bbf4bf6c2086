package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Metric.Aggregate.Function;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the four expectations about an aggregate of a column have in common. */
final class AggregateBetween {

  private AggregateBetween() {}

  static Description description(String summary, Parameter... further) {
    return Description.of(
        summary,
        Description.NULLS_LEFT_OUT,
        Parameter.then(Parameter.COLUMN, Parameter.BOUNDS, further));
  }

  /**
   * An aggregate of no values at all does not meet any bound, nor the lack of bounds, as in GX;
   * without bounds every other value is met.
   */
  static Plan plan(Function function, Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    requireFitting(function, column);
    Legacy.check(arguments, column);
    Bounds bounds = Bounds.readAny(arguments, column);
    Metric.Aggregate metric = new Metric.Aggregate(function, column, scope.where());
    return new Plan(
        Set.of(metric),
        evidence -> {
          @Nullable Object value = evidence.measurements().value(metric);
          return Outcome.observed(bounds.hold(value), value);
        },
        null);
  }

  private static void requireFitting(Function function, Expr.ColumnRef column) {
    ExprType type = column.type();
    boolean fits =
        switch (function) {
          case SUM, MEAN -> type.isNumeric();
          case MIN, MAX -> type.isNumeric() || type.isTemporal() || type.equals(ExprType.STRING);
        };
    if (!fits) {
      throw new ArgumentException(
          "column",
          "column '"
              + column.name()
              + "' is "
              + type.words()
              + "; it has no "
              + function.written());
    }
  }
}
