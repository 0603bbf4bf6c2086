package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.Expressions;
import io.sluice.quality.expression.Builtin;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes calls of the builtin functions. */
final class PostgresCalls {

  /** These are other expressions by the time they are typed; all others are written below. */
  private static final Set<Builtin> NEVER = EnumSet.of(Builtin.LEFT, Builtin.RIGHT);

  private PostgresCalls() {}

  static String of(Expr.Call call, Dialect dialect, String caseCollation) {
    List<Expr> arguments = call.arguments();
    Expr first = arguments.get(0);
    String value = dialect.expression(first);
    return switch (call.function()) {
      case LOWER -> cased("lower(" + value, caseCollation);
      // The simple mapping of PostgreSQL keeps sharp s, ours does not.
      case UPPER -> cased("upper(replace(" + value + ", 'ß', 'ẞ')", caseCollation);
      case TRIM -> "btrim(" + value + ", ' ')";
      case LENGTH -> "char_length(" + value + ")";
      case SUBSTRING -> substring(arguments, dialect);
      case STARTS_WITH -> "starts_with(" + value + ", " + second(call, dialect) + ")";
      case ENDS_WITH -> endsWith(value, second(call, dialect));
      case CONTAINS -> "(strpos(" + value + ", " + second(call, dialect) + ") > 0)";
      case REPLACE -> "replace(" + Expressions.list(arguments, first.type(), dialect) + ")";
      case ABS -> "abs(" + PostgresArithmetic.exact(first, dialect) + ")";
      case ROUND -> round(call, dialect);
      case FLOOR -> first.type().kind() == Kind.INTEGER ? value : "floor(" + value + ")";
      case CEIL -> first.type().kind() == Kind.INTEGER ? value : "ceil(" + value + ")";
      case MIN -> "least(" + ordered(call, dialect) + ")";
      case MAX -> "greatest(" + ordered(call, dialect) + ")";
      case LTRIM -> "ltrim(" + value + ", ' ')";
      case RTRIM -> "rtrim(" + value + ", ' ')";
      case INDEX_OF -> "(strpos(" + value + ", " + second(call, dialect) + ") - 1)";
      case CONCAT -> "(" + joined(call, " || ", dialect) + ")";
      case LPAD -> "lpad(" + joined(call, ", ", dialect) + ")";
      case RPAD -> "rpad(" + joined(call, ", ", dialect) + ")";
      case TO_NUMBER -> number(value, dialect);
      case TO_TEXT -> text(first, value);
      case TRUNC -> first.type().kind() == Kind.INTEGER ? value : "trunc(" + value + ")";
      case SIGN -> sign(value);
      case SQRT -> root(PostgresArithmetic.real(first, dialect));
      case COALESCE -> "coalesce(" + Expressions.list(arguments, call.type(), dialect) + ")";
      default -> PostgresDates.of(call, dialect);
    };
  }

  /** Whether a function has a counterpart here. */
  static boolean writes(Builtin function) {
    return !NEVER.contains(function);
  }

  private static String joined(Expr.Call call, String separator, Dialect dialect) {
    return call.arguments().stream()
        .map(dialect::expression)
        .collect(Collectors.joining(separator));
  }

  private static String number(String text, Dialect dialect) {
    return "(CASE WHEN "
        + dialect.ordered(text, ExprType.STRING)
        + " ~ "
        + dialect.text(PostgresPattern.of(Builtin.NUMBER, true))
        + " THEN CAST("
        + text
        + " AS numeric) END)";
  }

  private static String text(Expr first, String value) {
    return first.type().kind() == Kind.BOOLEAN
        ? "CAST(" + value + " AS text)"
        : "CAST(trunc(CAST(" + value + " AS numeric)) AS text)";
  }

  private static String sign(String value) {
    return "(CASE WHEN "
        + value
        + " > 0 THEN 1 WHEN "
        + value
        + " < 0 THEN -1 WHEN "
        + value
        + " = 0 THEN 0 END)";
  }

  private static String root(String value) {
    return "(CASE WHEN " + value + " >= 0 THEN sqrt(" + value + ") END)";
  }

  private static String cased(String open, String collation) {
    return "(" + open + " COLLATE " + collation + ") COLLATE \"C\")";
  }

  private static String second(Expr.Call call, Dialect dialect) {
    return dialect.expression(call.arguments().get(1));
  }

  private static String endsWith(String value, String end) {
    return "(right(" + value + ", char_length(" + end + ")) = " + end + " COLLATE \"C\")";
  }

  private static String ordered(Expr.Call call, Dialect dialect) {
    return call.arguments().stream()
        .map(value -> dialect.ordered(dialect.as(value, call.type()), call.type()))
        .collect(Collectors.joining(", "));
  }

  private static String round(Expr.Call call, Dialect dialect) {
    Expr value = call.arguments().get(0);
    String places = call.arguments().size() == 2 ? second(call, dialect) : "0";
    return switch (value.type().kind()) {
      case INTEGER -> dialect.expression(value);
      case DOUBLE -> roundReal(dialect.expression(value), places);
      default -> "round(" + dialect.expression(value) + ", " + places + ")";
    };
  }

  /**
   * PostgreSQL rounds a double's half to the even side, and an exact number only exactly: so the
   * double is moved left, its half goes away from zero, and it is moved back. What is too large to
   * be moved has no digits after the point anyway.
   */
  private static String roundReal(String value, String places) {
    String factor = "CAST(1e" + places + " AS float8)";
    String moved = "(abs(" + value + ") * " + factor + ")";
    return "(CASE WHEN abs("
        + value
        + ") > 1e280 THEN "
        + value
        + " ELSE (CASE WHEN "
        + value
        + " < 0 THEN -1 ELSE 1 END) * (floor("
        + moved
        + ") + (CASE WHEN "
        + moved
        + " - floor("
        + moved
        + ") < 0.5 THEN 0 ELSE 1 END)) / "
        + factor
        + " END)";
  }

  private static String substring(List<Expr> arguments, Dialect dialect) {
    String from = bounded(arguments.get(1), dialect);
    String text = dialect.expression(arguments.get(0));
    if (arguments.size() == 2) {
      return "substr(" + text + ", " + from + " + 1)";
    }
    String to = bounded(arguments.get(2), dialect);
    return "substr(" + text + ", " + from + " + 1, " + length(from, to) + ")";
  }

  /** Null must stay null, where greatest and least would drop it. */
  private static String length(String from, String to) {
    return "(CASE WHEN " + to + " < " + from + " THEN 0 ELSE " + to + " - " + from + " END)";
  }

  private static String bounded(Expr bound, Dialect dialect) {
    String value = dialect.expression(bound);
    return "CAST(CASE WHEN "
        + value
        + " < 0 THEN 0 WHEN "
        + value
        + " > 1000000000 THEN 1000000000 ELSE "
        + value
        + " END AS integer)";
  }
}
