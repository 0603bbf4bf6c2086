package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;

/** Writes calls of the builtin functions over dates and times; sessions keep the time of UTC. */
final class PostgresDates {

  private PostgresDates() {}

  static String of(Expr.Call call, Dialect dialect) {
    String value = dialect.expression(call.arguments().get(0));
    return switch (call.function()) {
      case DATE -> "CAST(" + value + " AS date)";
      case TIMESTAMP -> "CAST(" + value + " AS timestamp)";
      case YEAR -> part("year", value);
      case QUARTER -> part("quarter", value);
      case MONTH -> part("month", value);
      case DAY -> part("day", value);
      case DAY_OF_WEEK -> part("isodow", value);
      case DAY_OF_YEAR -> part("doy", value);
      case HOUR -> part("hour", value);
      case MINUTE -> part("minute", value);
      case SECOND -> "trunc(" + part("second", value) + ")";
      case DAYS_BETWEEN -> "(" + day(second(call, dialect)) + " - " + day(value) + ")";
      case ADD_DAYS -> later(call, value, "days", Builtin.MOST_DAYS, dialect);
      case ADD_MONTHS -> later(call, value, "months", Builtin.MOST_MONTHS, dialect);
      case TRUNCATE ->
          "CAST(date_trunc("
              + second(call, dialect)
              + ", CAST("
              + value
              + " AS timestamp)) AS "
              + call.type().kind()
              + ")";
      default ->
          throw new IllegalStateException(call.function() + " is another expression once typed");
    };
  }

  private static String second(Expr.Call call, Dialect dialect) {
    return dialect.expression(call.arguments().get(1));
  }

  private static String part(String part, String value) {
    return "CAST(extract(" + part + " FROM " + value + ") AS numeric)";
  }

  private static String day(String value) {
    return "CAST(" + value + " AS date)";
  }

  private static String later(
      Expr.Call call, String value, String unit, int most, Dialect dialect) {
    String number = second(call, dialect);
    return "(CASE WHEN "
        + number
        + " BETWEEN -"
        + most
        + " AND "
        + most
        + " THEN CAST("
        + value
        + " + make_interval("
        + unit
        + " => CAST("
        + number
        + " AS integer)) AS "
        + call.type().kind()
        + ") END)";
  }
}
