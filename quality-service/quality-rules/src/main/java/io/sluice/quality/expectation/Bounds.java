package io.sluice.quality.expectation;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Expr.Comparison;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A lower and an upper bound, inclusive unless strict.
 *
 * @param min the lower bound; null is none
 * @param max the upper bound; null is none
 * @param strictMin whether the lower bound itself is outside
 * @param strictMax whether the upper bound itself is outside
 */
record Bounds(
    Expr.@Nullable Literal min, Expr.@Nullable Literal max, boolean strictMin, boolean strictMax) {

  /** The parameters that {@link #read} reads. */
  static final Set<String> PARAMETERS =
      Set.of("min_value", "max_value", "strict_min", "strict_max");

  /** The bounds in the arguments, as constants of the column's type; at least one is needed. */
  static Bounds read(Arguments arguments, Expr.ColumnRef column) {
    Bounds bounds = readAny(arguments, column);
    if (bounds.min() == null && bounds.max() == null) {
      throw new ArgumentException("min_value", "min_value and max_value cannot both be absent");
    }
    return bounds;
  }

  /** The bounds in the arguments; without any, every value lies within, as GX has it of figures. */
  static Bounds readAny(Arguments arguments, Expr.ColumnRef column) {
    Expr.Literal min = arguments.bound("min_value", column);
    Expr.Literal max = arguments.bound("max_value", column);
    if (min != null
        && max != null
        && Evaluator.order(
                java.util.Objects.requireNonNull(min.value()),
                java.util.Objects.requireNonNull(max.value()))
            > 0) {
      throw contradiction(min.value(), max.value());
    }
    return new Bounds(
        min, max, arguments.truth("strict_min", false), arguments.truth("strict_max", false));
  }

  /** A lower bound above the upper one. */
  static ArgumentException contradiction(@Nullable Object min, @Nullable Object max) {
    return new ArgumentException(
        "min_value", "min_value " + min + " is greater than max_value " + max);
  }

  /** The condition that a value lies within. */
  Expr test(Expr value) {
    Expr lower =
        min == null
            ? null
            : new Comparison(
                strictMin ? Comparison.Operator.GT : Comparison.Operator.GE, value, min);
    Expr upper =
        max == null
            ? null
            : new Comparison(
                strictMax ? Comparison.Operator.LT : Comparison.Operator.LE, value, max);
    Expr both = Expr.both(lower, upper);
    return both == null ? Expr.truth(true) : both;
  }

  /** Whether a measured value lies within; null does not. */
  boolean hold(@Nullable Object value) {
    return value != null
        && Boolean.TRUE.equals(
            new Evaluator().truth(test(new Expr.ColumnRef("value", typeOfBound())), name -> value));
  }

  private io.sluice.quality.expression.ExprType typeOfBound() {
    Expr.Literal bound = min == null ? max : min;
    return bound == null ? io.sluice.quality.expression.ExprType.NULL : bound.type();
  }
}
