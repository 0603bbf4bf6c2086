package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;

/** The types of the builtin functions. */
final class Calls {

  private Calls() {}

  static Expr typed(Builtin function, List<Expr> arguments, Position at) {
    Expr first = arguments.get(0);
    return switch (function) {
      case LOWER, UPPER, TRIM, REPLACE -> texts(function, arguments, ExprType.STRING, at);
      case LENGTH -> texts(function, arguments, ExprType.INTEGER, at);
      case STARTS_WITH, ENDS_WITH, CONTAINS -> texts(function, arguments, ExprType.BOOLEAN, at);
      case SUBSTRING -> substring(arguments, at);
      case ABS -> new Expr.Call(function, arguments, Typer.requireNumber(first, at).type());
      case ROUND -> round(arguments, at);
      case FLOOR, CEIL -> {
        ExprType type = Typer.requireNumber(first, at).type();
        yield new Expr.Call(
            function, arguments, type.kind() == Kind.DECIMAL ? ExprType.decimal(0) : type);
      }
      case MIN, MAX -> {
        List<Expr> values = Typer.unified(arguments, at);
        values.forEach(value -> requireOrdered(value, at));
        yield new Expr.Call(function, values, Literals.commonType(values));
      }
      case DATE -> date(first, at);
      case TIMESTAMP -> timestamp(first, at);
      case YEAR, MONTH, DAY -> {
        if (!first.type().isTemporal() || first.type().kind() == Kind.TIME) {
          throw Typer.fault(at, "a date is needed here; this is " + first.type().words(), null);
        }
        yield new Expr.Call(function, arguments, ExprType.INTEGER);
      }
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

  private static Expr substring(List<Expr> arguments, Position at) {
    Typer.requireText(arguments.get(0), at);
    for (Expr bound : arguments.subList(1, arguments.size())) {
      if (bound.type().kind() != Kind.INTEGER) {
        throw Typer.fault(at, "substring takes whole numbers: substring(text, from, to)", null);
      }
    }
    return new Expr.Call(Builtin.SUBSTRING, arguments, ExprType.STRING);
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

  private static Expr date(Expr argument, Position at) {
    if (argument instanceof Expr.Literal literal && literal.value() instanceof String text) {
      return Literals.date(text)
          .orElseThrow(
              () -> Typer.fault(at, "'" + text + "' is not a date", "write date('2024-12-31')"));
    }
    if (argument.type().kind() == Kind.TIMESTAMP || argument.type().kind() == Kind.DATE) {
      return new Expr.Call(Builtin.DATE, List.of(argument), ExprType.DATE);
    }
    throw Typer.fault(at, "date takes text in quotes or a timestamp", null);
  }

  private static Expr timestamp(Expr argument, Position at) {
    if (argument instanceof Expr.Literal literal && literal.value() instanceof String text) {
      return Literals.timestamp(text)
          .orElseThrow(
              () ->
                  Typer.fault(
                      at,
                      "'" + text + "' is not a timestamp",
                      "write timestamp('2024-12-31T23:59:59')"));
    }
    if (argument.type().kind() == Kind.TIMESTAMP || argument.type().kind() == Kind.DATE) {
      return new Expr.Call(Builtin.TIMESTAMP, List.of(argument), ExprType.TIMESTAMP);
    }
    throw Typer.fault(at, "timestamp takes text in quotes or a date", null);
  }

  private static void requireOrdered(Expr value, Position at) {
    if (value.type().kind() == Kind.OTHER || value.type().kind() == Kind.BOOLEAN) {
      throw Typer.fault(at, value.type().words() + " has no order", null);
    }
  }
}
