package io.sluice.quality.engine.row;

import io.sluice.quality.engine.row.ColumnVector.Storage;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import java.math.BigDecimal;

/** Writes calls of the functions that are worth it; the reference answers the others. */
final class CallCode {

  private final ExprCode code;
  private final MethodCode method;
  private final NumberCode numbers;

  CallCode(ExprCode code, MethodCode method, NumberCode numbers) {
    this.code = code;
    this.method = method;
    this.numbers = numbers;
  }

  // Functions are added to the language without a word here: the reference knows them.
  @SuppressWarnings("MissingCasesInEnumSwitch")
  Value call(Expr.Call call) {
    return switch (call.function()) {
      case LENGTH -> length(call);
      case STARTS_WITH -> textTest(call, "startsWith");
      case ENDS_WITH -> textTest(call, "endsWith");
      case CONTAINS -> textTest(call, "contains");
      case ABS -> abs(call);
      case FLOOR -> whole(call, "floor");
      case CEIL -> whole(call, "ceil");
      case ROUND -> round(call);
      default -> throw Uncovered.SIGNAL;
    };
  }

  private Value text(Expr expr) {
    Value value = code.of(expr);
    if (value.storage() != Storage.TEXT) {
      throw Uncovered.SIGNAL;
    }
    return value;
  }

  private Value length(Expr.Call call) {
    Value text = text(call.arguments().get(0));
    if (text.isAlwaysNull()) {
      return ExprCode.nothing(ExprType.INTEGER);
    }
    String name = method.fresh("v");
    method.line("long " + name + " = 0;");
    String points = text.code() + ".codePointCount(0, " + text.code() + ".length())";
    method.line(Value.ifPresent(text) + name + " = " + points + ";");
    return new Value(ExprType.INTEGER, name, text.isNull());
  }

  private Value textTest(Expr.Call call, String function) {
    Value text = text(call.arguments().get(0));
    Value sought = text(call.arguments().get(1));
    if (text.isAlwaysNull() || sought.isAlwaysNull()) {
      return code.truthOf("2");
    }
    return code.truthIfPresent(
        text.code() + "." + function + "(" + sought.code() + ")", text, sought);
  }

  private Value abs(Expr.Call call) {
    Value value = numbers.number(call.arguments().get(0));
    if (value.isAlwaysNull()) {
      return value;
    }
    String function = value.storage() == Storage.DOUBLE ? "Math.abs(" : "Exact.abs(";
    return code.number(value.type(), function + value.code() + ")", value.isNull());
  }

  private Value whole(Expr.Call call, String function) {
    Value value = numbers.number(call.arguments().get(0));
    if (value.isAlwaysNull() || value.type().kind() == Kind.INTEGER) {
      return value;
    }
    if (value.storage() == Storage.DOUBLE) {
      return code.number(
          ExprType.DOUBLE, "Math." + function + "(" + value.code() + ")", value.isNull());
    }
    String units = "Exact." + function + "(" + value.code() + ", " + scale(value) + ")";
    return code.number(ExprType.decimal(0), units, value.isNull());
  }

  private Value round(Expr.Call call) {
    Value value = numbers.number(call.arguments().get(0));
    if (value.isAlwaysNull() || value.type().kind() == Kind.INTEGER) {
      return value;
    }
    if (value.storage() == Storage.DOUBLE) {
      throw Uncovered.SIGNAL;
    }
    int places = 0;
    if (call.arguments().size() == 2) {
      places =
          call.arguments().get(1) instanceof Expr.Literal literal
                  && literal.value() instanceof BigDecimal digits
              ? digits.intValue()
              : -1;
    }
    int less = scale(value) - places;
    if (less <= 0) {
      return value;
    }
    if (places < 0) {
      throw Uncovered.SIGNAL;
    }
    String units = "Exact.round(" + value.code() + ", " + less + ")";
    return code.number(ExprType.decimal(places), units, value.isNull());
  }

  private static int scale(Value value) {
    int scale = value.type().scale();
    if (scale > 18) {
      throw Uncovered.SIGNAL;
    }
    return scale;
  }
}
