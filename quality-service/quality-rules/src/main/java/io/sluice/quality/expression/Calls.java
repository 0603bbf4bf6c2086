package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The types of the builtin functions. */
final class Calls {

  /** The decimal places of {@code toNumber}. */
  private static final int NUMBER_SCALE = 9;

  private Calls() {}

  static Expr typed(Builtin function, List<Expr> arguments, Position at) {
    Expr first = arguments.get(0);
    return switch (function) {
      case LOWER, UPPER, TRIM, LTRIM, RTRIM, CONCAT ->
          texts(function, arguments, ExprType.STRING, at);
      case LENGTH, INDEX_OF -> texts(function, arguments, ExprType.INTEGER, at);
      case STARTS_WITH, ENDS_WITH, CONTAINS -> texts(function, arguments, ExprType.BOOLEAN, at);
      case REPLACE -> {
        TextCalls.requireBoundedGrowth(arguments, at);
        yield texts(function, arguments, ExprType.STRING, at);
      }
      case SUBSTRING -> TextCalls.substring(arguments, at);
      case LEFT -> TextCalls.left(arguments, at);
      case RIGHT -> TextCalls.right(arguments, at);
      case LPAD, RPAD -> TextCalls.pad(function, arguments, at);
      case TO_NUMBER -> texts(function, arguments, ExprType.decimal(NUMBER_SCALE), at);
      case TO_TEXT -> toText(first, at);
      case ABS -> new Expr.Call(function, arguments, Typer.requireNumber(first, at).type());
      case SIGN -> {
        Typer.requireNumber(first, at);
        yield new Expr.Call(function, arguments, ExprType.INTEGER);
      }
      case SQRT -> {
        Typer.requireNumber(first, at);
        yield new Expr.Call(function, arguments, ExprType.DOUBLE);
      }
      case ROUND -> round(arguments, at);
      case FLOOR, CEIL, TRUNC -> {
        ExprType type = Typer.requireNumber(first, at).type();
        yield new Expr.Call(
            function, arguments, type.kind() == Kind.DECIMAL ? ExprType.decimal(0) : type);
      }
      case MIN, MAX -> {
        List<Expr> values = Typer.unified(arguments, at);
        values.forEach(value -> requireOrdered(value, at));
        yield new Expr.Call(function, values, Literals.commonType(values));
      }
      case DATE,
          TIMESTAMP,
          YEAR,
          QUARTER,
          MONTH,
          DAY,
          DAY_OF_WEEK,
          DAY_OF_YEAR,
          HOUR,
          MINUTE,
          SECOND,
          DAYS_BETWEEN,
          ADD_DAYS,
          ADD_MONTHS,
          TRUNCATE ->
          DateCalls.typed(function, arguments, at);
      case COALESCE -> new Expr.Coalesce(arguments, Literals.commonType(arguments));
    };
  }

  static ExpressionException unknownFunction(String name, Position at) {
    String hint =
        Suggestion.didYouMean(name, Arrays.stream(Builtin.values()).map(Builtin::written).toList());
    return Typer.fault(at, "there is no function '" + name + "'", hint);
  }

  private static Expr texts(Builtin function, List<Expr> arguments, ExprType result, Position at) {
    arguments.forEach(argument -> Typer.requireText(argument, at));
    return new Expr.Call(function, arguments, result);
  }

  private static Expr round(List<Expr> arguments, Position at) {
    ExprType type = Typer.requireNumber(arguments.get(0), at).type();
    int places = 0;
    if (arguments.size() == 2) {
      if (!(arguments.get(1) instanceof Expr.Literal literal)
          || !(literal.value() instanceof BigDecimal digits)
          || digits.stripTrailingZeros().scale() > 0
          || digits.signum() < 0
          || digits.intValue() > 18) {
        throw Typer.fault(at, "round takes 0 to 18 decimal places", null);
      }
      places = digits.intValue();
    }
    return type.kind() == Kind.DECIMAL
        ? new Expr.Call(Builtin.ROUND, arguments, ExprType.decimal(Math.min(places, type.scale())))
        : new Expr.Call(Builtin.ROUND, arguments, type);
  }

  private static Expr toText(Expr value, Position at) {
    return switch (value.type().kind()) {
      case STRING -> value;
      case INTEGER, BOOLEAN -> new Expr.Call(Builtin.TO_TEXT, List.of(value), ExprType.STRING);
      case DECIMAL, DOUBLE, DATE, TIME, TIMESTAMP, TIMESTAMPTZ, OTHER, NULL ->
          throw Typer.fault(
              at,
              "toText takes a whole number or a truth value; this is " + value.type().words(),
              null);
    };
  }

  private static void requireOrdered(Expr value, Position at) {
    if (value.type().kind() == Kind.OTHER || value.type().kind() == Kind.BOOLEAN) {
      throw Typer.fault(at, value.type().words() + " has no order", null);
    }
  }
}
