package io.sluice.quality.expression;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.quality.expression.ExprType.Kind;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gives every part of an expression its type, or says where the types do not fit. */
public final class Typer {

  /** A named group that is not escaped; {@code (?<=} and {@code (?<!} are refused anyway. */
  private static final java.util.regex.Pattern NAMED_GROUP =
      java.util.regex.Pattern.compile("(?<!\\\\)\\(\\?<[A-Za-z]");

  private final Names names;

  /** A typer that looks names up there. */
  public Typer(Names names) {
    this.names = names;
  }

  /**
   * The typed form of a condition.
   *
   * @throws ExpressionException if it is not a truth value or its types do not fit
   */
  public Expr condition(Syntax syntax) {
    Expr typed = type(syntax);
    requireTruth(typed, syntax.at());
    return typed;
  }

  /**
   * The typed form of any value.
   *
   * @throws ExpressionException if its types do not fit
   */
  public Expr type(Syntax syntax) {
    if (syntax instanceof Syntax.Name name) {
      return names.resolve(name.name(), name.at());
    } else if (syntax instanceof Syntax.Text text) {
      if (text.value().indexOf('\0') >= 0) {
        throw fault(text.at(), "text must not contain NUL", null);
      }
      return Literals.text(text.value());
    } else if (syntax instanceof Syntax.Numeral number) {
      return number.value() == null ? Literals.nan() : Literals.number(number.value());
    } else if (syntax instanceof Syntax.Truth truth) {
      return Expr.truth(truth.value());
    } else if (syntax instanceof Syntax.Nothing) {
      return Literals.nothing();
    } else if (syntax instanceof Syntax.Items items) {
      return bracketedName(items);
    } else if (syntax instanceof Syntax.Range range) {
      throw fault(range.at(), "a range stands only to the right of =~ or !~", null);
    } else if (syntax instanceof Syntax.Prefixed prefixed) {
      return prefixed(prefixed);
    } else if (syntax instanceof Syntax.Infix infix) {
      return infix(infix);
    } else if (syntax instanceof Syntax.Choice choice) {
      return choice(choice);
    } else if (syntax instanceof Syntax.Call call) {
      return call(call);
    }
    throw fault(syntax.at(), "this is not an expression", null);
  }

  private Expr bracketedName(Syntax.Items items) {
    if (items.items().size() == 1 && items.items().get(0) instanceof Syntax.Text name) {
      return names.resolve(name.value(), items.at());
    }
    throw fault(items.at(), "a list stands only to the right of =~ or !~", null);
  }

  private Expr prefixed(Syntax.Prefixed prefixed) {
    Expr operand = type(prefixed.operand());
    Position at = prefixed.operand().at();
    return switch (prefixed.operator()) {
      case NOT -> new Expr.Not(truth(operand, at));
      case MINUS -> new Expr.Negation(requireNumber(operand, at));
      case SIZE ->
          new Expr.Call(Builtin.LENGTH, List.of(requireText(operand, at)), ExprType.INTEGER);
      case EMPTY -> empty(operand);
    };
  }

  private static Expr empty(Expr operand) {
    Expr isNull = new Expr.IsNull(operand);
    return operand.type().kind() == Kind.STRING
        ? new Expr.Or(
            isNull, new Expr.Comparison(Expr.Comparison.Operator.EQ, operand, Literals.text("")))
        : isNull;
  }

  private Expr infix(Syntax.Infix infix) {
    Operator operator = infix.operator();
    return switch (operator) {
      case AND -> new Expr.And(condition(infix.left()), condition(infix.right()));
      case OR -> new Expr.Or(condition(infix.left()), condition(infix.right()));
      case EQ -> equality(infix, false);
      case NE -> equality(infix, true);
      case LT -> comparison(Expr.Comparison.Operator.LT, infix);
      case LE -> comparison(Expr.Comparison.Operator.LE, infix);
      case GT -> comparison(Expr.Comparison.Operator.GT, infix);
      case GE -> comparison(Expr.Comparison.Operator.GE, infix);
      case ADD -> arithmetic(Expr.Arithmetic.Operation.ADD, infix);
      case SUBTRACT -> arithmetic(Expr.Arithmetic.Operation.SUBTRACT, infix);
      case MULTIPLY -> arithmetic(Expr.Arithmetic.Operation.MULTIPLY, infix);
      case DIVIDE -> arithmetic(Expr.Arithmetic.Operation.DIVIDE, infix);
      case REMAINDER -> arithmetic(Expr.Arithmetic.Operation.REMAINDER, infix);
      case MATCHES -> matches(infix);
      case NOT_MATCHES -> new Expr.Not(matches(infix));
      case FINDS -> finds(infix);
      case STARTS -> textTest(Builtin.STARTS_WITH, infix);
      case NOT_STARTS -> new Expr.Not(textTest(Builtin.STARTS_WITH, infix));
      case ENDS -> textTest(Builtin.ENDS_WITH, infix);
      case NOT_ENDS -> new Expr.Not(textTest(Builtin.ENDS_WITH, infix));
      case COALESCE -> coalesce(List.of(infix.left(), infix.right()), infix.at());
    };
  }

  private Expr equality(Syntax.Infix infix, boolean negated) {
    Expr test;
    if (infix.right() instanceof Syntax.Nothing) {
      test = new Expr.IsNull(type(infix.left()));
    } else if (infix.left() instanceof Syntax.Nothing) {
      test = new Expr.IsNull(type(infix.right()));
    } else {
      return comparison(negated ? Expr.Comparison.Operator.NE : Expr.Comparison.Operator.EQ, infix);
    }
    return negated ? new Expr.Not(test) : test;
  }

  private Expr comparison(Expr.Comparison.Operator operator, Syntax.Infix infix) {
    return compared(operator, type(infix.left()), type(infix.right()), infix.at());
  }

  /** A comparison of two typed values, brought to comparable types. */
  Expr compared(Expr.Comparison.Operator operator, Expr left, Expr right, Position at) {
    Expr a = Literals.alike(left, right);
    Expr b = Literals.alike(right, left);
    requireComparable(a, b, at);
    boolean ordering =
        operator != Expr.Comparison.Operator.EQ && operator != Expr.Comparison.Operator.NE;
    if (ordering && (isKind(a, Kind.BOOLEAN) || isKind(b, Kind.BOOLEAN))) {
      throw fault(at, "true and false have no order", null);
    }
    return new Expr.Comparison(operator, a, b);
  }

  private static boolean isKind(Expr expr, Kind kind) {
    return expr.type().kind() == kind;
  }

  private static void requireComparable(Expr a, Expr b, Position at) {
    if (isKind(a, Kind.OTHER) || isKind(b, Kind.OTHER)) {
      throw fault(at, "nested and binary values can only be tested for null", null);
    }
    if (!Literals.comparable(a.type(), b.type())) {
      throw fault(
          at, "cannot compare " + a.type().words() + " with " + b.type().words(), hint(a, b));
    }
  }

  private static @Nullable String hint(Expr a, Expr b) {
    if (a.type().isNumeric() && isKind(b, Kind.STRING)) {
      return "write the number without quotes";
    }
    return isKind(a, Kind.STRING) && b.type().isNumeric()
        ? "write the number in quotes, or toNumber(…) of the text"
        : null;
  }

  private Expr arithmetic(Expr.Arithmetic.Operation operator, Syntax.Infix infix) {
    Expr left = type(infix.left());
    Expr right = type(infix.right());
    if (operator == Expr.Arithmetic.Operation.ADD
        && (isKind(left, Kind.STRING) || isKind(right, Kind.STRING))) {
      throw fault(infix.at(), "text is not added to anything", "concat(x, y) joins texts");
    }
    requireNumber(left, infix.left().at());
    requireNumber(right, infix.right().at());
    return arithmetic(operator, left, right, infix.at());
  }

  /** Arithmetic of two typed values. */
  static Expr arithmetic(Expr.Arithmetic.Operation operator, Expr left, Expr right, Position at) {
    ExprType type =
        Literals.arithmeticType(
            operator, requireNumber(left, at).type(), requireNumber(right, at).type());
    if (type.scale() > Literals.MAX_SCALE) {
      throw fault(
          at, "the result has more than " + Literals.MAX_SCALE + " decimal places", "round");
    }
    return new Expr.Arithmetic(operator, left, right, type);
  }

  private Expr matches(Syntax.Infix infix) {
    Expr value = type(infix.left());
    Syntax right = infix.right();
    if (right instanceof Syntax.Items items) {
      List<Expr> choices = new ArrayList<>();
      for (Syntax item : items.items()) {
        choices.add(listItem(value, item));
      }
      return new Expr.InList(value, choices);
    }
    if (right instanceof Syntax.Range range) {
      return new Expr.And(
          compared(Expr.Comparison.Operator.GE, value, type(range.low()), range.at()),
          compared(Expr.Comparison.Operator.LE, value, type(range.high()), range.at()));
    }
    if (right instanceof Syntax.Text pattern) {
      return new Expr.Matches(
          requireText(value, infix.left().at()), regex(pattern.value(), pattern.at()), true);
    }
    throw fault(right.at(), "to the right of =~ stands a pattern, a list or a range", null);
  }

  private Expr finds(Syntax.Infix infix) {
    if (infix.right() instanceof Syntax.Text pattern) {
      return new Expr.Matches(
          requireText(type(infix.left()), infix.left().at()),
          regex(pattern.value(), pattern.at()),
          false);
    }
    throw fault(infix.right().at(), "a pattern is a text in quotes", null);
  }

  private Expr listItem(Expr value, Syntax item) {
    Expr typed = Literals.alike(type(item), value);
    requireComparable(value, typed, item.at());
    return typed;
  }

  /**
   * A pattern of the RE2 subset.
   *
   * @throws ExpressionException if it is not one
   */
  public static String regex(String pattern, Position at) {
    if (PatternBounds.exceededBy(pattern)) {
      throw new ExpressionException(
          "the pattern is too large once its repetitions are written out",
          at.line(),
          at.column(),
          "use + or * instead of large counts");
    }
    if (pattern.indexOf('\0') >= 0) {
      throw fault(at, "a pattern must not contain NUL", null);
    }
    if (NAMED_GROUP.matcher(pattern).find()) {
      // RE2/J knows this form, the RE2 of databases does not.
      throw fault(at, "not a pattern of the RE2 subset: (?<name>…)", "write (?P<name>…)");
    }
    try {
      return Pattern.compile(pattern).pattern();
    } catch (PatternSyntaxException fault) {
      throw fault(
          at,
          "not a pattern of the RE2 subset: " + fault.getDescription() + " in " + pattern,
          "RE2 has no look-around and no back-references");
    }
  }

  private Expr textTest(Builtin function, Syntax.Infix infix) {
    return new Expr.Call(
        function,
        List.of(
            requireText(type(infix.left()), infix.left().at()),
            requireText(type(infix.right()), infix.right().at())),
        ExprType.BOOLEAN);
  }

  private Expr choice(Syntax.Choice choice) {
    Expr condition = condition(choice.condition());
    List<Expr> values =
        unified(List.of(type(choice.then()), type(choice.otherwise())), choice.at());
    return new Expr.Conditional(
        condition, values.get(0), values.get(1), Literals.commonType(values));
  }

  private Expr coalesce(List<Syntax> values, Position at) {
    List<Expr> typed = unified(values.stream().map(this::type).toList(), at);
    return new Expr.Coalesce(typed, Literals.commonType(typed));
  }

  /** The same values as one type, so that every engine picks among equals. */
  static List<Expr> unified(List<Expr> values, Position at) {
    List<Expr> result = new ArrayList<>();
    Expr model =
        values.stream()
            .filter(value -> !(value instanceof Expr.Literal))
            .findFirst()
            .orElse(values.get(0));
    for (Expr value : values) {
      Expr alike = Literals.alike(value, model);
      if (!Literals.comparable(alike.type(), model.type())) {
        throw fault(
            at, "cannot mix " + alike.type().words() + " with " + model.type().words(), null);
      }
      result.add(alike);
    }
    return result;
  }

  private Expr call(Syntax.Call call) {
    return names.call(call.function(), call.arguments(), call.at()).orElseGet(() -> builtin(call));
  }

  private Expr builtin(Syntax.Call call) {
    Builtin function = function(call);
    if (function == Builtin.COALESCE) {
      return coalesce(call.arguments(), call.at());
    }
    List<Expr> arguments = call.arguments().stream().map(this::type).toList();
    return Calls.typed(function, arguments, call.at());
  }

  private static Builtin function(Syntax.Call call) {
    Builtin function =
        Builtin.named(call.function())
            .orElseThrow(() -> Calls.unknownFunction(call.function(), call.at()));
    if (!function.takes(call.arguments().size())) {
      throw fault(
          call.at(), function.written() + " takes " + function.arity() + " arguments", null);
    }
    return function;
  }

  /**
   * Finds what is wrong with a call of a builtin function whatever the columns are.
   *
   * @throws ExpressionException if there is no such function, or it takes other arguments
   */
  public static void requireFunction(Syntax.Call call) {
    function(call);
  }

  private static Expr truth(Expr expr, Position at) {
    requireTruth(expr, at);
    return expr;
  }

  private static void requireTruth(Expr expr, Position at) {
    if (!isKind(expr, Kind.BOOLEAN) && !isKind(expr, Kind.NULL)) {
      throw fault(at, "a condition is true or false; this is " + expr.type().words(), null);
    }
  }

  static Expr requireNumber(Expr expr, Position at) {
    if (!expr.type().isNumeric()) {
      throw fault(at, "a number is needed here; this is " + expr.type().words(), null);
    }
    return expr;
  }

  static Expr requireText(Expr expr, Position at) {
    if (!isKind(expr, Kind.STRING)) {
      throw fault(at, "text is needed here; this is " + expr.type().words(), null);
    }
    return expr;
  }

  static ExpressionException fault(Position at, String message, @Nullable String hint) {
    return new ExpressionException(message, at.line(), at.column(), hint);
  }
}
