package io.sluice.quality.expression;

import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The types of the builtin functions that take text and numbers. */
final class TextCalls {

  private static final BigDecimal LONGEST = BigDecimal.valueOf(1000);

  private static final int MOST_PUT_IN = 100;

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

  /**
   * {@code replace} alone can make a text longer by a factor, and replaces within replaces multiply
   * theirs: four of them make a gigabyte of a thousand characters. So what takes the place of
   * another text is a constant, and only one replace of several within each other may lengthen.
   */
  static void requireBoundedGrowth(List<Expr> arguments, Position at) {
    if (!(arguments.get(2) instanceof Expr.Literal)) {
      throw Typer.fault(at, "replace puts a constant text in, replace(text, 'old', 'new')", null);
    }
    if (length(arguments.get(2)) > MOST_PUT_IN) {
      throw Typer.fault(
          at, "replace puts at most " + MOST_PUT_IN + " characters in the place of others", null);
    }
    if (lengthens(arguments) && arguments.stream().anyMatch(TextCalls::holdsLengthening)) {
      throw Typer.fault(
          at, "a replace that lengthens text cannot hold another one", "replace in one step");
    }
  }

  private static boolean lengthens(List<Expr> arguments) {
    return length(arguments.get(2)) > Math.max(1, length(arguments.get(1)));
  }

  private static int length(Expr text) {
    return text instanceof Expr.Literal literal && literal.value() instanceof String value
        ? value.codePointCount(0, value.length())
        : 0;
  }

  private static boolean holdsLengthening(Expr expr) {
    if (expr instanceof Expr.Call call) {
      return (call.function() == Builtin.REPLACE && lengthens(call.arguments()))
          || call.arguments().stream().anyMatch(TextCalls::holdsLengthening);
    } else if (expr instanceof Expr.Conditional choice) {
      return holdsLengthening(choice.then()) || holdsLengthening(choice.otherwise());
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return coalesce.values().stream().anyMatch(TextCalls::holdsLengthening);
    }
    return false;
  }

  private static void requireWhole(Expr value, String message, Position at) {
    if (value.type().kind() != Kind.INTEGER) {
      throw Typer.fault(at, message, null);
    }
  }
}
