package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Position;
import java.util.List;

/** The types of the builtin functions that take dates, times and points in time. */
final class DateCalls {

  private static final List<String> UNITS =
      List.of("year", "quarter", "month", "week", "day", "hour", "minute");

  private DateCalls() {}

  static Expr typed(Builtin function, List<Expr> arguments, Position at) {
    Expr first = arguments.get(0);
    return switch (function) {
      case DATE -> date(first, at);
      case TIMESTAMP -> timestamp(first, at);
      case YEAR, QUARTER, MONTH, DAY, DAY_OF_WEEK, DAY_OF_YEAR -> {
        if (!first.type().isTemporal() || first.type().kind() == Kind.TIME) {
          throw Typer.fault(at, "a date is needed here; this is " + first.type().words(), null);
        }
        yield new Expr.Call(function, arguments, ExprType.INTEGER);
      }
      case HOUR, MINUTE, SECOND -> {
        if (!first.type().isTemporal() || first.type().kind() == Kind.DATE) {
          throw Typer.fault(at, "a time is needed here; this is " + first.type().words(), null);
        }
        yield new Expr.Call(function, arguments, ExprType.INTEGER);
      }
      case DAYS_BETWEEN -> {
        Expr from = Literals.alike(first, arguments.get(1));
        Expr to = Literals.alike(arguments.get(1), first);
        requireDay(function, from, at);
        requireDay(function, to, at);
        yield new Expr.Call(function, List.of(from, to), ExprType.INTEGER);
      }
      case ADD_DAYS, ADD_MONTHS -> {
        requireDay(function, first, at);
        if (arguments.get(1).type().kind() != Kind.INTEGER) {
          throw Typer.fault(at, function.written() + " takes a whole number", null);
        }
        yield new Expr.Call(function, arguments, first.type());
      }
      case TRUNCATE -> truncate(arguments, at);
      default -> throw new IllegalStateException(function + " is not about dates");
    };
  }

  private static Expr truncate(List<Expr> arguments, Position at) {
    Expr value = arguments.get(0);
    requireDay(Builtin.TRUNCATE, value, at);
    if (!(arguments.get(1) instanceof Expr.Literal unit)
        || !(unit.value() instanceof String name)
        || !UNITS.contains(name)) {
      throw Typer.fault(at, "truncate takes one of " + UNITS, "truncate(x, 'month')");
    }
    if (value.type().kind() == Kind.DATE && UNITS.indexOf(name) > UNITS.indexOf("day")) {
      throw Typer.fault(at, "a date has no " + name, null);
    }
    return new Expr.Call(Builtin.TRUNCATE, arguments, value.type());
  }

  private static void requireDay(Builtin function, Expr value, Position at) {
    if (value.type().kind() != Kind.DATE && value.type().kind() != Kind.TIMESTAMP) {
      throw Typer.fault(
          at,
          function.written() + " takes a date or a timestamp; this is " + value.type().words(),
          value.type().equals(ExprType.STRING) ? "write date('2024-12-31')" : null);
    }
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
}
