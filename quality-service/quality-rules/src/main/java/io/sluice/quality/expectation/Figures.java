package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What the expectations about a number that stands for a whole column have in common. */
final class Figures {

  private Figures() {}

  static Description description(String summary, String nulls) {
    return Description.of(summary, nulls, Parameter.then(Parameter.COLUMN, Parameter.BOUNDS));
  }

  /** A plan for a figure that should lie between the bounds, if there are any; null does not. */
  static Plan between(
      Arguments arguments,
      Expr.ColumnRef column,
      Set<Metric> metrics,
      Function<Measurements, @Nullable Object> figure) {
    Bounds bounds = Bounds.readAny(arguments, new Expr.ColumnRef(column.name(), ExprType.DOUBLE));
    return new Plan(
        metrics,
        evidence -> {
          @Nullable Object value = figure.apply(evidence.measurements());
          return Outcome.observed(bounds.hold(value), value);
        },
        null);
  }

  /** The column of the arguments, which must hold numbers. */
  static Expr.ColumnRef numeric(Arguments arguments, Scope scope, String what) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (!column.type().isNumeric()) {
      throw unfit("column", column, "it has no " + what);
    }
    return column;
  }

  /** The column of the arguments, whose values can be told apart. */
  static Expr.ColumnRef comparable(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    if (column.type().kind() == ExprType.Kind.OTHER) {
      throw unfit("column", column, "its values cannot be compared");
    }
    return column;
  }

  static ArgumentException unfit(String parameter, Expr.ColumnRef column, String why) {
    return new ArgumentException(
        parameter, "column '" + column.name() + "' is " + column.type().words() + "; " + why);
  }

  /** The rows that count and have a value. */
  static Expr present(Expr.ColumnRef column, Scope scope) {
    return scope.within(new Expr.Not(new Expr.IsNull(column)));
  }

  /** Part of whole; 0 of nothing, as GX has it. */
  static BigDecimal share(long part, long whole) {
    return whole == 0
        ? BigDecimal.ZERO
        : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), MathContext.DECIMAL64);
  }
}
