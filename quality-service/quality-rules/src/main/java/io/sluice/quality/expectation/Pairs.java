package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Literals;
import java.util.List;

/**
 * What the expectations about two columns of a row have in common.
 *
 * @param a the first column
 * @param b the second column
 * @param ignored the rows that nulls leave out; they are missing
 */
record Pairs(Expr.ColumnRef a, Expr.ColumnRef b, Expr ignored) {

  static final Parameter COLUMN_A = Parameter.required("column_A", "column", "the first column");
  static final Parameter COLUMN_B = Parameter.required("column_B", "column", "the second column");
  static final Parameter IGNORE_ROW_IF =
      Parameter.optional(
          "ignore_row_if",
          "both_values_are_missing, either_value_is_missing or neither",
          "both_values_are_missing",
          "which rows nulls leave out");

  /** The columns of the arguments and the rows to ignore. */
  static Pairs read(Arguments arguments, Scope scope) {
    Expr.ColumnRef a = scope.column(arguments.text("column_A"));
    Expr.ColumnRef b = scope.column(arguments.text("column_B"));
    Expr noA = new Expr.IsNull(a);
    Expr noB = new Expr.IsNull(b);
    String ignore = arguments.text("ignore_row_if", "both_values_are_missing");
    Expr ignored =
        switch (ignore) {
          case "both_values_are_missing" -> new Expr.And(noA, noB);
          case "either_value_is_missing" -> new Expr.Or(noA, noB);
          case "neither" -> Expr.truth(false);
          default ->
              throw new ArgumentException(
                  "ignore_row_if",
                  "'"
                      + ignore
                      + "' is not one of [both_values_are_missing, either_value_is_missing,"
                      + " neither]");
        };
    return new Pairs(a, b, ignored);
  }

  /** These, if values of the two columns can be compared. */
  Pairs comparable() {
    if (!Literals.comparable(a.type(), b.type())) {
      throw new ArgumentException(
          "column_B", "cannot compare " + a.type().words() + " with " + b.type().words());
    }
    return this;
  }

  /** A plan for a condition that each row that is not ignored should meet. */
  Plan meet(Scope scope, Expr condition) {
    return Rows.meet(scope, new Expr.Or(ignored, condition), ignored, List.of(a, b));
  }
}
