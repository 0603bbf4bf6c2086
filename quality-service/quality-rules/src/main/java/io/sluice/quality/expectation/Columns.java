package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Literals;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MissingKeys;
import java.util.List;
import java.util.Set;

/**
 * What the expectations about several columns of a row have in common.
 *
 * @param columns at least two different columns
 * @param missing which rows nulls leave out
 */
record Columns(List<Expr.ColumnRef> columns, MissingKeys missing) {

  private static final int MOST = 200;

  static final Parameter COLUMN_LIST =
      Parameter.required("column_list", "list of columns", "at least two columns");
  static final Parameter IGNORE_ROW_IF =
      Parameter.optional(
          "ignore_row_if",
          "all_values_are_missing, any_value_is_missing or never",
          "all_values_are_missing",
          "which rows nulls leave out");

  /** Copies the columns. */
  Columns {
    columns = List.copyOf(columns);
  }

  /** The columns of the arguments and the rows to ignore. */
  static Columns read(Arguments arguments, Scope scope) {
    List<String> names = arguments.texts("column_list");
    if (names.size() < 2 || names.size() > MOST || Set.copyOf(names).size() != names.size()) {
      throw new ArgumentException(
          "column_list", "column_list names at least two different columns, at most " + MOST);
    }
    return new Columns(names.stream().map(scope::column).toList(), missing(arguments));
  }

  private static MissingKeys missing(Arguments arguments) {
    String ignore = arguments.text("ignore_row_if", "all_values_are_missing");
    return switch (ignore) {
      case "all_values_are_missing" -> MissingKeys.ALL;
      case "any_value_is_missing" -> MissingKeys.ANY;
      case "never" -> MissingKeys.NONE;
      default ->
          throw new ArgumentException(
              "ignore_row_if",
              "'"
                  + ignore
                  + "' is not one of [all_values_are_missing, any_value_is_missing, never]");
    };
  }

  /** The columns as a key. */
  Metric.KeyGroups groups(Scope scope) {
    return new Metric.KeyGroups(columns, missing, scope.where());
  }

  /** A plan for a condition that each row that is not ignored should meet. */
  Plan meet(Scope scope, Expr condition) {
    Expr left = groups(scope).missingCondition();
    Expr ignored = left == null ? Expr.truth(false) : left;
    return Rows.meet(scope, new Expr.Or(ignored, condition), ignored, columns);
  }

  /** Whether two columns have the same value or are both null; true or false, never unknown. */
  static Expr same(Expr.ColumnRef a, Expr.ColumnRef b) {
    if (!Literals.comparable(a.type(), b.type())) {
      throw new ArgumentException(
          "column_list",
          "cannot compare '"
              + a.name()
              + "', "
              + a.type().words()
              + ", with '"
              + b.name()
              + "', "
              + b.type().words());
    }
    Expr equal = new Expr.Comparison(Expr.Comparison.Operator.EQ, a, b);
    return new Expr.Or(
        new Expr.And(new Expr.IsNull(a), new Expr.IsNull(b)),
        Conditions.all(List.of(Conditions.known(a), Conditions.known(b), equal)));
  }
}
