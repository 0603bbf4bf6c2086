package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The types of the builtin functions that take text and numbers. */
final class TextCalls {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(1000);

  private TextCalls() {}

  static Expr substring(List<Expr> arguments, Position at) {
    Typer.requireText(arguments.get(0), at);
    for (Expr bound : arguments.subList(1, arguments.size())) {
      requireWhole(bound, "substring takes whole numbers: substring(text, from, to)", at);
    }
    return new Expr.Call(Builtin.SUBSTRING, arguments, ExprType.STRING);
  }

  static Expr left(List<Expr> arguments, Position at) {
    Expr text = Typer.requireText(arguments.get(0), at);
    requireWhole(arguments.get(1), "left takes a whole number: left(text, 3)", at);
    return substring(List.of(text, Literals.number(BigDecimal.ZERO), arguments.get(1)), at);
  }

  static Expr right(List<Expr> arguments, Position at) {
    Expr text = Typer.requireText(arguments.get(0), at);
    requireWhole(arguments.get(1), "right takes a whole number: right(text, 3)", at);
    Expr length = new Expr.Call(Builtin.LENGTH, List.of(text), ExprType.INTEGER);
    Expr from = Typer.arithmetic(Expr.Arithmetic.Operation.SUBTRACT, length, arguments.get(1), at);
    return substring(List.of(text, from), at);
  }

  /** Both bounds of the result are constants: no row can ask for an endless text. */
  static Expr pad(Builtin function, List<Expr> arguments, Position at) {
    Typer.requireText(arguments.get(0), at);
    boolean fits =
        arguments.get(1) instanceof Expr.Literal length
            && length.value() instanceof BigDecimal number
            && length.type().kind() == Kind.INTEGER
            && number.signum() >= 0
            && number.compareTo(LONGEST) <= 0;
    if (!fits) {
      throw Typer.fault(
          at, function.written() + " takes a constant length of 0 to " + LONGEST, null);
    }
    List<Expr> complete = new ArrayList<>(arguments);
    if (complete.size() == 2) {
      complete.add(Literals.text(" "));
    }
    if (!(complete.get(2) instanceof Expr.Literal fill)
        || !(fill.value() instanceof String text)
        || text.isEmpty()) {
      throw Typer.fault(at, function.written() + " fills with a constant text, not ''", null);
    }
    return new Expr.Call(function, complete, ExprType.STRING);
  }

  private static void requireWhole(Expr value, String message, Position at) {
    if (value.type().kind() != Kind.INTEGER) {
      throw Typer.fault(at, message, null);
    }
  }
}
