package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.MissingKeys;
import java.util.List;
import java.util.Set;

/**
 * {@code expect_compound_columns_to_be_unique}: by default only a row whose key is all null is
 * missing; null equals null in a key.
 */
final class CompoundColumnsUnique implements Expectation {

  @Override
  public String name() {
    return "expect_compound_columns_to_be_unique";
  }

  @Override
  public Set<String> parameters() {
    return Set.of("column_list", "ignore_row_if");
  }

  @Override
  public boolean takesMostly() {
    return true;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    List<String> names = arguments.texts("column_list");
    if (names.size() < 2 || Set.copyOf(names).size() != names.size()) {
      throw new ArgumentException(
          "column_list", "column_list names at least two different columns");
    }
    List<Expr.ColumnRef> columns = names.stream().map(scope::column).toList();
    return Rows.unique(scope, new Metric.KeyGroups(columns, missing(arguments), scope.where()));
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
}
