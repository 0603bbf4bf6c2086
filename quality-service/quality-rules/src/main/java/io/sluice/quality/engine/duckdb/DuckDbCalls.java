package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType.Kind;
import java.util.List;

/** Writes calls of the builtin functions. */
final class DuckDbCalls {

  private DuckDbCalls() {}

  static String of(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    Expr first = arguments.get(0);
    String value = DuckDbSql.of(first);
    return switch (call.function()) {
      case LOWER -> "lower(" + value + ")";
      case UPPER -> "upper(" + value + ")";
      case TRIM -> "trim(" + value + ", ' ')";
      case LENGTH -> "length(" + value + ")";
      case SUBSTRING -> substring(arguments);
      case STARTS_WITH -> "starts_with(" + DuckDbSql.list(arguments, first.type()) + ")";
      case ENDS_WITH -> "ends_with(" + DuckDbSql.list(arguments, first.type()) + ")";
      case CONTAINS -> "contains(" + DuckDbSql.list(arguments, first.type()) + ")";
      case REPLACE -> "replace(" + DuckDbSql.list(arguments, first.type()) + ")";
      case ABS -> "abs(" + DuckDbSql.wide(first) + ")";
      case ROUND -> round(call);
      case FLOOR -> first.type().kind() == Kind.INTEGER ? value : "floor(" + value + ")";
      case CEIL -> first.type().kind() == Kind.INTEGER ? value : "ceil(" + value + ")";
      case MIN -> "least(" + DuckDbSql.list(arguments, call.type()) + ")";
      case MAX -> "greatest(" + DuckDbSql.list(arguments, call.type()) + ")";
      case DATE -> "CAST(" + value + " AS DATE)";
      case TIMESTAMP -> "CAST(" + value + " AS TIMESTAMP)";
      case YEAR -> "year(" + value + ")";
      case MONTH -> "month(" + value + ")";
      case DAY -> "day(" + value + ")";
      case COALESCE -> "coalesce(" + DuckDbSql.list(arguments, call.type()) + ")";
    };
  }

  private static String round(Expr.Call call) {
    Expr value = call.arguments().get(0);
    if (value.type().kind() == Kind.INTEGER) {
      return DuckDbSql.of(value);
    }
    String places = call.arguments().size() == 2 ? DuckDbSql.of(call.arguments().get(1)) : "0";
    if (value.type().kind() == Kind.DECIMAL && call.type().scale() == value.type().scale()) {
      return DuckDbSql.of(value);
    }
    return "round(" + DuckDbSql.of(value) + ", " + places + ")";
  }

  private static String substring(List<Expr> arguments) {
    String from = bounded(arguments.get(1));
    String length =
        arguments.size() == 3
            ? "greatest(" + bounded(arguments.get(2)) + " - " + from + ", 0)"
            : "1000000000";
    return "substring(" + DuckDbSql.of(arguments.get(0)) + ", " + from + " + 1, " + length + ")";
  }

  /** Null must stay null: greatest and least would drop it. */
  private static String bounded(Expr bound) {
    String value = DuckDbSql.of(bound);
    return "CAST(CASE WHEN "
        + value
        + " IS NOT NULL THEN greatest(least("
        + value
        + ", 1000000000), 0) END AS BIGINT)";
  }
}
