package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.Metric.OrderBreaks.Direction;

/** What the two expectations about the order of a column's values have in common. */
final class Ordering {

  private Ordering() {}

  static Description description(String summary) {
    return Description.of(
            summary,
            "Nulls are missing and passed over: a value is compared with the last one before it"
                + " that is not null. The first value always passes.",
            Parameter.COLUMN,
            Parameter.optional(
                "strictly", "true or false", "false", "whether equal neighbours break the rule"),
            Legacy.PARSE_DATES)
        .deviating(
            "The order of rows is that of the source; GX has it for pandas and Spark only. Text and"
                + " dates have an order here too.");
  }

  static Plan plan(Direction direction, Arguments arguments, Scope scope) {
    Expr.ColumnRef column = scope.column(arguments.text("column"));
    Legacy.check(arguments, column);
    ExprType type = column.type();
    if (!type.isNumeric() && !type.isTemporal() && !type.equals(ExprType.STRING)) {
      throw Figures.unfit("column", column, "its values have no order");
    }
    return Rows.ordered(
        scope,
        new Metric.OrderBreaks(
            column, direction, arguments.truth("strictly", false), scope.where()),
        column);
  }
}
