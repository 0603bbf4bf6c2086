package io.sluice.quality.engine.row;

import io.sluice.quality.engine.row.ColumnVector.Storage;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.Expr.Comparison.Operator;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.RowTest;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes comparisons, lists and patterns. */
final class CompareCode {

  static final String MICROS_OF_A_DAY = "86400000000L";

  private final ExprCode code;
  private final MethodCode method;
  private final NumberCode numbers;

  CompareCode(ExprCode code, MethodCode method, NumberCode numbers) {
    this.code = code;
    this.method = method;
    this.numbers = numbers;
  }

  Value comparison(Expr.Comparison comparison) {
    ExprType leftType = comparison.left().type();
    ExprType rightType = comparison.right().type();
    boolean exact = leftType.isExact() && rightType.isExact();
    Value left =
        exact ? numbers.beside(comparison.left(), rightType.scale()) : code.of(comparison.left());
    Value right =
        exact ? numbers.beside(comparison.right(), leftType.scale()) : code.of(comparison.right());
    if (left.isAlwaysNull() || right.isAlwaysNull()) {
      return code.truthOf("2");
    }
    Operator operator = comparison.operator();
    if (left.type().isNumeric() && right.type().isNumeric()) {
      return exact ? exact(operator, left, right) : real(operator, left, right);
    }
    if (left.storage() == Storage.TEXT && right.storage() == Storage.TEXT) {
      return text(operator, left, right);
    }
    if (left.storage() == Storage.TRUTH && right.storage() == Storage.TRUTH) {
      return plain(operator, left, right);
    }
    return temporal(operator, left, right);
  }

  private Value plain(Operator operator, Value left, Value right) {
    return code.truthIfPresent(
        left.code() + " " + operator.symbol() + " " + right.code(), left, right);
  }

  private Value ordered(Operator operator, String order, Value left, Value right) {
    return code.truthIfPresent(order + " " + operator.symbol() + " 0", left, right);
  }

  private Value exact(Operator operator, Value left, Value right) {
    int more = right.type().scale() - left.type().scale();
    if (more == 0) {
      return plain(operator, left, right);
    }
    if (Math.abs(more) > 18) {
      throw Uncovered.SIGNAL;
    }
    return more > 0
        ? ordered(operator, order(left, Exact.ten(more) + "L", right), left, right)
        : ordered(operator, "-" + order(right, Exact.ten(-more) + "L", left), left, right);
  }

  private static String order(Value coarse, String factor, Value fine) {
    return "Exact.order(" + coarse.code() + ", " + factor + ", " + fine.code() + ")";
  }

  private Value real(Operator operator, Value leftValue, Value rightValue) {
    Value left = numbers.real(leftValue);
    Value right = numbers.real(rightValue);
    String both = "(" + left.code() + ", " + right.code() + ")";
    String turned = "(" + right.code() + ", " + left.code() + ")";
    String test =
        switch (operator) {
          case EQ -> "Exact.same" + both;
          case NE -> "!Exact.same" + both;
          case LT -> "Exact.less" + both;
          case LE -> "Exact.lessOrSame" + both;
          case GT -> "Exact.less" + turned;
          case GE -> "Exact.lessOrSame" + turned;
        };
    return code.truthIfPresent(test, left, right);
  }

  private Value text(Operator operator, Value left, Value right) {
    String equal = left.code() + ".equals(" + right.code() + ")";
    return switch (operator) {
      case EQ -> code.truthIfPresent(equal, left, right);
      case NE -> code.truthIfPresent("!" + equal, left, right);
      case LT, LE, GT, GE ->
          ordered(
              operator,
              Evaluator.class.getName() + ".order(" + left.code() + ", " + right.code() + ")",
              left,
              right);
    };
  }

  private Value temporal(Operator operator, Value left, Value right) {
    Kind a = left.type().kind();
    Kind b = right.type().kind();
    if (!left.type().isTemporal() || !right.type().isTemporal()) {
      throw Uncovered.SIGNAL;
    } else if (a == b) {
      return plain(operator, left, right);
    } else if (a == Kind.DATE && b == Kind.TIMESTAMP) {
      return ordered(operator, order(left, MICROS_OF_A_DAY, right), left, right);
    } else if (a == Kind.TIMESTAMP && b == Kind.DATE) {
      return ordered(operator, "-" + order(right, MICROS_OF_A_DAY, left), left, right);
    }
    throw Uncovered.SIGNAL;
  }

  Value matches(Expr.Matches matches) {
    Value text = code.of(matches.text());
    if (text.isAlwaysNull()) {
      return code.truthOf("2");
    }
    if (text.storage() != Storage.TEXT) {
      throw Uncovered.SIGNAL;
    }
    int place = code.owner().constant(TextTest.of(matches.pattern(), matches.whole()));
    String test = method.local("TextTest", "K", "constants", place);
    return code.truthIfPresent(test + ".test(" + text.code() + ")", text);
  }

  Value satisfies(Expr.Satisfies satisfies) {
    Value text = code.of(satisfies.operand());
    if (text.isAlwaysNull()) {
      return code.truthOf("2");
    }
    if (text.storage() != Storage.TEXT) {
      throw Uncovered.SIGNAL;
    }
    int place = code.owner().constant(satisfies.test());
    String test = method.local(RowTest.class.getName(), "K", "constants", place);
    return code.truthIfPresent(test + ".passes(" + text.code() + ")", text);
  }

  Value inList(Expr.InList inList) {
    if (inList.items().isEmpty()) {
      return code.truthOf("0");
    }
    boolean constant = inList.items().stream().allMatch(Expr.Literal.class::isInstance);
    ExprType type = inList.value().type();
    if (!constant || type.kind() == Kind.BOOLEAN) {
      return oneByOne(inList);
    }
    List<Object> items =
        inList.items().stream()
            .map(item -> ((Expr.Literal) item).value())
            .filter(Objects::nonNull)
            .toList();
    Value value = code.of(inList.value());
    if (value.isAlwaysNull()) {
      return code.truthOf("2");
    }
    Value found = code.truthIfPresent(contained(value, items), value);
    boolean anyNull = items.size() < inList.items().size();
    if (anyNull) {
      method.line("if (" + found.code() + " == 0) " + found.code() + " = 2;");
    }
    return found;
  }

  private String contained(Value value, List<Object> items) {
    return switch (value.storage()) {
      case TEXT -> {
        Set<Object> texts = new HashSet<>(items);
        int place = code.owner().constant(texts);
        String set = method.local("java.util.Set", "K", "constants", place);
        yield set + ".contains(" + value.code() + ")";
      }
      case LONG -> {
        int place = code.owner().constant(units(value.type(), items));
        String set = method.local("long[]", "K", "constants", place);
        yield "java.util.Arrays.binarySearch(" + set + ", " + value.code() + ") >= 0";
      }
      case DOUBLE -> {
        int place = code.owner().constant(reals(items));
        String set = method.local("double[]", "K", "constants", place);
        // Minus zero plus zero is zero.
        yield "java.util.Arrays.binarySearch(" + set + ", " + value.code() + " + 0.0) >= 0";
      }
      case TRUTH, OBJECT -> throw Uncovered.SIGNAL;
    };
  }

  /** The items in units of the type; what has more digits equals no value of it. */
  private static long[] units(ExprType type, List<Object> items) {
    Object sample = items.isEmpty() ? null : items.get(0);
    for (Object item : items) {
      if (sample == null || item.getClass() != sample.getClass() || item instanceof Double) {
        throw Uncovered.SIGNAL;
      }
    }
    if (sample != null && sample.getClass() != ColumnVector.boxed(0, type).getClass()) {
      throw Uncovered.SIGNAL;
    }
    return items.stream()
        .map(item -> ColumnVector.units(item, type))
        .filter(Objects::nonNull)
        .mapToLong(Long::longValue)
        .sorted()
        .toArray();
  }

  private static double[] reals(List<Object> items) {
    double[] reals = new double[items.size()];
    for (int i = 0; i < reals.length; i++) {
      if (!(items.get(i) instanceof Number number)) {
        throw Uncovered.SIGNAL;
      }
      reals[i] = number.doubleValue() + 0.0;
    }
    Arrays.sort(reals);
    return reals;
  }

  /** As SQL defines IN: equal to the first, or to the second, and so on. */
  private Value oneByOne(Expr.InList inList) {
    Expr chain = null;
    for (Expr item : inList.items()) {
      Expr same = new Expr.Comparison(Operator.EQ, inList.value(), item);
      chain = chain == null ? same : new Expr.Or(chain, same);
    }
    return code.of(Objects.requireNonNull(chain));
  }
}
