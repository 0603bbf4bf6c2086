package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.sql.Expressions;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import java.util.List;

/** Writes calls of the builtin functions. */
final class DuckDbCalls {

  private DuckDbCalls() {}

  static String of(Expr.Call call) {
    List<Expr> arguments = call.arguments();
    Expr first = arguments.get(0);
    String value = sql(first);
    return switch (call.function()) {
      case LOWER -> "lower(" + value + ")";
      case UPPER -> "upper(" + value + ")";
      case TRIM -> "trim(" + value + ", ' ')";
      case LTRIM -> "ltrim(" + value + ", ' ')";
      case RTRIM -> "rtrim(" + value + ", ' ')";
      case INDEX_OF -> "(strpos(" + list(arguments, first.type()) + ") - 1)";
      case CONCAT ->
          "(" + String.join(" || ", arguments.stream().map(DuckDbCalls::sql).toList()) + ")";
      case LPAD -> "lpad(" + list(arguments, first.type()) + ")";
      case RPAD -> "rpad(" + list(arguments, first.type()) + ")";
      case TO_NUMBER -> number(value);
      case TO_TEXT -> "CAST(" + value + " AS VARCHAR)";
      case LENGTH -> "length(" + value + ")";
      case SUBSTRING -> substring(arguments);
      case STARTS_WITH -> "starts_with(" + list(arguments, first.type()) + ")";
      case ENDS_WITH -> "ends_with(" + list(arguments, first.type()) + ")";
      case CONTAINS -> "contains(" + list(arguments, first.type()) + ")";
      case REPLACE -> "replace(" + list(arguments, first.type()) + ")";
      case ABS -> "abs(" + DuckDbArithmetic.wide(first) + ")";
      case ROUND -> round(call);
      case FLOOR -> first.type().kind() == Kind.INTEGER ? value : "floor(" + value + ")";
      case CEIL -> first.type().kind() == Kind.INTEGER ? value : "ceil(" + value + ")";
      case MIN -> "least(" + list(arguments, call.type()) + ")";
      case MAX -> "greatest(" + list(arguments, call.type()) + ")";
      case DATE -> "CAST(" + value + " AS DATE)";
      case TIMESTAMP -> "CAST(" + value + " AS TIMESTAMP)";
      case YEAR -> "year(" + value + ")";
      case MONTH -> "month(" + value + ")";
      case DAY -> "day(" + value + ")";
      case TRUNC -> whole(first, value);
      case SIGN -> sign(first);
      case SQRT -> root(first);
      case QUARTER -> "quarter(" + value + ")";
      case DAY_OF_WEEK -> "isodow(" + value + ")";
      case DAY_OF_YEAR -> "dayofyear(" + value + ")";
      case HOUR -> "hour(" + value + ")";
      case MINUTE -> "minute(" + value + ")";
      case SECOND -> "second(" + value + ")";
      case DAYS_BETWEEN -> "date_diff('day', " + day(first) + ", " + day(arguments.get(1)) + ")";
      case ADD_DAYS -> later(call, "to_days", Builtin.MOST_DAYS);
      case ADD_MONTHS -> later(call, "to_months", Builtin.MOST_MONTHS);
      case TRUNCATE ->
          "CAST(date_trunc("
              + sql(arguments.get(1))
              + ", "
              + value
              + ") AS "
              + call.type().kind()
              + ")";
      case COALESCE -> "coalesce(" + list(arguments, call.type()) + ")";
      case LEFT, RIGHT ->
          throw new IllegalStateException(call.function() + " is another expression once typed");
    };
  }

  private static String number(String text) {
    return "CASE WHEN regexp_full_match("
        + text
        + ", '"
        + Builtin.NUMBER
        + "') THEN TRY_CAST("
        + text
        + " AS DECIMAL(27, 9)) END";
  }

  private static String whole(Expr number, String value) {
    return switch (number.type().kind()) {
      case INTEGER -> value;
      case DECIMAL ->
          "CASE WHEN " + value + " < 0 THEN ceil(" + value + ") ELSE floor(" + value + ") END";
      default -> "trunc(" + value + ")";
    };
  }

  private static String sign(Expr number) {
    String value = sql(number);
    return "CASE WHEN "
        + value
        + " > 0 THEN 1 WHEN "
        + value
        + " < 0 THEN -1 WHEN "
        + value
        + " = 0 THEN 0 END";
  }

  private static String root(Expr number) {
    String value = DuckDbArithmetic.real(number);
    return "CASE WHEN " + value + " >= 0 THEN sqrt(" + value + ") END";
  }

  private static String day(Expr at) {
    return "CAST(" + sql(at) + " AS DATE)";
  }

  private static String later(Expr.Call call, String interval, int most) {
    String number = sql(call.arguments().get(1));
    return "CASE WHEN "
        + number
        + " BETWEEN -"
        + most
        + " AND "
        + most
        + " THEN CAST("
        + sql(call.arguments().get(0))
        + " + "
        + interval
        + "(CAST("
        + number
        + " AS INTEGER)) AS "
        + call.type().kind()
        + ") END";
  }

  private static String sql(Expr expr) {
    return DuckDbDialect.INSTANCE.expression(expr);
  }

  private static String list(List<Expr> values, ExprType type) {
    return Expressions.list(values, type, DuckDbDialect.INSTANCE);
  }

  private static String round(Expr.Call call) {
    Expr value = call.arguments().get(0);
    if (value.type().kind() == Kind.INTEGER) {
      return sql(value);
    }
    String places = call.arguments().size() == 2 ? sql(call.arguments().get(1)) : "0";
    if (value.type().kind() == Kind.DECIMAL && call.type().scale() == value.type().scale()) {
      return sql(value);
    }
    return "round(" + sql(value) + ", " + places + ")";
  }

  private static String substring(List<Expr> arguments) {
    String from = bounded(arguments.get(1));
    String length = arguments.size() == 3 ? length(from, bounded(arguments.get(2))) : "1000000000";
    return "substring(" + sql(arguments.get(0)) + ", " + from + " + 1, " + length + ")";
  }

  private static String length(String from, String to) {
    String whole = " >= " + from + " THEN " + to + " - " + from;
    return "CASE WHEN " + to + whole + " WHEN " + to + " < " + from + " THEN 0 END";
  }

  /** Null must stay null: greatest and least would drop it. */
  private static String bounded(Expr bound) {
    String value = sql(bound);
    return "CAST(CASE WHEN "
        + value
        + " IS NOT NULL THEN greatest(least("
        + value
        + ", 1000000000), 0) END AS BIGINT)";
  }
}
