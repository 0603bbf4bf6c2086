package io.sluice.quality.suite;

import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.suite.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The names, functions, methods and word operators of conditions, each as ours. */
final class ConditionCalls {

  /** What Spark's functions are called here; only those that answer alike. */
  private static final Map<String, String> SPARK =
      Map.ofEntries(
          Map.entry("lower", "lower"),
          Map.entry("lcase", "lower"),
          Map.entry("upper", "upper"),
          Map.entry("ucase", "upper"),
          Map.entry("trim", "trim"),
          Map.entry("ltrim", "ltrim"),
          Map.entry("rtrim", "rtrim"),
          Map.entry("length", "length"),
          Map.entry("char_length", "length"),
          Map.entry("abs", "abs"),
          Map.entry("round", "round"),
          Map.entry("floor", "floor"),
          Map.entry("ceil", "ceil"),
          Map.entry("ceiling", "ceil"),
          Map.entry("coalesce", "coalesce"),
          Map.entry("ifnull", "coalesce"),
          Map.entry("nvl", "coalesce"),
          Map.entry("greatest", "max"),
          Map.entry("least", "min"),
          Map.entry("startswith", "startsWith"),
          Map.entry("endswith", "endsWith"),
          Map.entry("contains", "contains"),
          Map.entry("replace", "replace"),
          Map.entry("concat", "concat"),
          Map.entry("date", "date"),
          Map.entry("to_date", "date"),
          Map.entry("timestamp", "timestamp"),
          Map.entry("to_timestamp", "timestamp"),
          Map.entry("year", "year"),
          Map.entry("quarter", "quarter"),
          Map.entry("month", "month"),
          Map.entry("day", "day"),
          Map.entry("dayofmonth", "day"),
          Map.entry("dayofyear", "dayOfYear"),
          Map.entry("hour", "hour"),
          Map.entry("minute", "minute"),
          Map.entry("second", "second"));

  private static final List<String> METHODS =
      List.of(
          "isnull", "isna", "notnull", "notna", "isNull", "notNull", "isin", "between", "abs",
          "str", "dt");

  private final ConditionParser parser;
  private final ConditionLanguage language;

  ConditionCalls(ConditionParser parser, ConditionLanguage language) {
    this.parser = parser;
    this.language = language;
  }

  /** A name: a constant, a function or a column. */
  Syntax named(Token token) {
    Position at = token.at();
    String name = token.text();
    if (name.equals("True") || (language.anyCase() && name.equalsIgnoreCase("true"))) {
      return new Syntax.Truth(true, at);
    }
    if (name.equals("False") || (language.anyCase() && name.equalsIgnoreCase("false"))) {
      return new Syntax.Truth(false, at);
    }
    if (name.equals("None") || (language.anyCase() && name.equalsIgnoreCase("null"))) {
      return new Syntax.Nothing(at);
    }
    if (language == ConditionLanguage.SPARK && parser.peek().kind() == Kind.TEXT) {
      String kind = name.toLowerCase(Locale.ROOT);
      if (kind.equals("date") || kind.equals("timestamp")) {
        return moment(parser.take());
      }
    }
    if (!parser.peek().isSymbol("(")) {
      if (language == ConditionLanguage.GX) {
        throw parser.fault(at, "a column is named in col(\"…\")", "col(\"" + name + "\")");
      }
      return new Syntax.Name(name, at);
    }
    return switch (language) {
      case PANDAS -> throw parser.fault(at, "a pandas query has no function " + name, null);
      case SPARK -> sparkCall(name, at);
      case GX -> gxCall(name, at);
    };
  }

  private Syntax gxCall(String name, Position at) {
    List<Syntax> arguments = arguments();
    if (arguments.size() == 1 && arguments.get(0) instanceof Syntax.Text text) {
      switch (name) {
        case "col" -> {
          return new Syntax.Name(text.value(), at);
        }
        case "date", "datetime" -> {
          return moment(new Token(Kind.TEXT, text.value(), at));
        }
        default -> {}
      }
    }
    throw parser.fault(at, "there is no function '" + name + "'", "col(\"x\") or date(\"…\")");
  }

  /** A day, or a point in time where the text says one. */
  private static Syntax moment(Token text) {
    String iso = text.text().strip();
    boolean day = iso.length() <= "2024-12-31".length();
    return new Syntax.Call(
        day ? "date" : "timestamp", List.of(new Syntax.Text(iso, text.at())), text.at());
  }

  private Syntax sparkCall(String name, Position at) {
    String lower = name.toLowerCase(Locale.ROOT);
    List<Syntax> arguments = arguments();
    if (arguments.size() == 1 && (lower.equals("isnull") || lower.equals("isnotnull"))) {
      return Nulls.test(arguments.get(0), lower.equals("isnull"), at);
    }
    if (lower.equals("substring") || lower.equals("substr")) {
      return substring(arguments, at);
    }
    String ours = SPARK.get(lower);
    if (ours == null) {
      throw parser.fault(
          at,
          "the function " + name + " is not supported in a condition",
          Suggestion.didYouMean(lower, new TreeSet<>(SPARK.keySet())));
    }
    return new Syntax.Call(ours, arguments, at);
  }

  /** SQL counts from 1 and takes a length. */
  private Syntax substring(List<Syntax> arguments, Position at) {
    if (arguments.size() < 2
        || arguments.size() > 3
        || !(arguments.get(1) instanceof Syntax.Numeral from)
        || from.value() == null
        || from.value().signum() <= 0) {
      throw parser.fault(at, "substring takes a start of at least 1", "substring(x, 1, 3)");
    }
    Syntax start = new Syntax.Numeral(from.value().subtract(BigDecimal.ONE), from.at());
    List<Syntax> ours = new ArrayList<>(List.of(arguments.get(0), start));
    if (arguments.size() == 3) {
      ours.add(new Syntax.Infix(Operator.ADD, start, arguments.get(2), at));
    }
    return new Syntax.Call("substring", ours, at);
  }

  private List<Syntax> arguments() {
    parser.require("(");
    List<Syntax> arguments = new ArrayList<>();
    while (!parser.takeSymbol(")")) {
      if (!arguments.isEmpty()) {
        parser.require(",");
      }
      arguments.add(parser.either());
    }
    return arguments;
  }

  /** IS NULL, BETWEEN, LIKE and RLIKE; null if none follows. */
  @Nullable Syntax sqlTest(Syntax value, boolean negated, Position at) {
    if (!negated && parser.takeWord("is")) {
      boolean not = parser.takeWord("not");
      if (parser.takeWord("null")) {
        return Nulls.test(value, !not, at);
      }
      boolean sought = parser.takeWord("true");
      if (!sought && !parser.takeWord("false")) {
        throw parser.unexpected("IS is followed by NULL, TRUE or FALSE, not by");
      }
      // IS is never unknown: an unknown value is neither true nor false.
      Syntax test =
          new Syntax.Infix(
              Operator.COALESCE,
              new Syntax.Infix(Operator.EQ, value, new Syntax.Truth(sought, at), at),
              new Syntax.Truth(false, at),
              at);
      return negated(test, not, at);
    }
    if (parser.takeWord("between")) {
      Syntax low = parser.sum();
      if (!parser.takeWord("and")) {
        throw parser.unexpected("BETWEEN needs AND before");
      }
      return negated(within(value, low, parser.sum(), at), negated, at);
    }
    if (parser.takeWord("like")) {
      String pattern = Likes.pattern(text("LIKE").value());
      return new Syntax.Infix(
          negated ? Operator.NOT_MATCHES : Operator.MATCHES,
          value,
          new Syntax.Text(pattern, at),
          at);
    }
    if (parser.takeWord("rlike") || parser.takeWord("regexp")) {
      return negated(new Syntax.Infix(Operator.FINDS, value, text("RLIKE"), at), negated, at);
    }
    return null;
  }

  private static Syntax negated(Syntax test, boolean negated, Position at) {
    return negated ? new Syntax.Prefixed(Syntax.Prefix.NOT, test, at) : test;
  }

  private static Syntax within(Syntax value, Syntax low, Syntax high, Position at) {
    return new Syntax.Infix(
        Operator.AND,
        new Syntax.Infix(Operator.GE, value, low, at),
        new Syntax.Infix(Operator.LE, value, high, at),
        at);
  }

  private Syntax.Text text(String operator) {
    Token token = parser.take();
    if (token.kind() != Kind.TEXT) {
      throw parser.fault(token.at(), operator + " takes a text in quotes", null);
    }
    return new Syntax.Text(token.text(), token.at());
  }

  /** The methods that follow a value. */
  Syntax methods(Syntax value) {
    Syntax result = value;
    while (parser.peek().isSymbol(".") && language != ConditionLanguage.SPARK) {
      parser.take();
      Token method = parser.take();
      result = method(result, method);
    }
    return result;
  }

  private Syntax method(Syntax value, Token method) {
    Position at = method.at();
    switch (method.text()) {
      case "isnull", "isna", "isNull" -> {
        arguments();
        return Nulls.test(value, true, at);
      }
      case "notnull", "notna", "notNull" -> {
        arguments();
        return Nulls.test(value, false, at);
      }
      case "isin" -> {
        parser.require("(");
        Syntax items = parser.list();
        parser.require(")");
        return parser.membership(value, items, false, at);
      }
      case "between" -> {
        List<Syntax> bounds = arguments();
        if (bounds.size() != 2) {
          throw parser.fault(at, "between takes two bounds", null);
        }
        return within(value, bounds.get(0), bounds.get(1), at);
      }
      case "abs" -> {
        arguments();
        return new Syntax.Call("abs", List.of(value), at);
      }
      case "str", "dt" -> {
        parser.require(".");
        Token part = parser.take();
        return method.text().equals("str") ? textMethod(value, part) : dateField(value, part);
      }
      default ->
          throw parser.fault(
              at,
              "the method " + method.text() + " is not supported in a condition",
              Suggestion.didYouMean(method.text(), METHODS));
    }
  }

  private Syntax textMethod(Syntax value, Token method) {
    Position at = method.at();
    List<Syntax> arguments = arguments();
    String name = method.text();
    if (arguments.isEmpty()) {
      switch (name) {
        case "lower", "upper" -> {
          return new Syntax.Call(name, List.of(value), at);
        }
        case "len" -> {
          return new Syntax.Call("length", List.of(value), at);
        }
        default -> {}
      }
    }
    if (arguments.size() == 1 && arguments.get(0) instanceof Syntax.Text text) {
      switch (name) {
        case "startswith" -> {
          return new Syntax.Infix(Operator.STARTS, value, text, at);
        }
        case "endswith" -> {
          return new Syntax.Infix(Operator.ENDS, value, text, at);
        }
        case "contains" -> {
          return new Syntax.Infix(Operator.FINDS, value, text, at);
        }
        case "match" -> {
          Syntax start = new Syntax.Text("^(?:" + text.value() + ")", text.at());
          return new Syntax.Infix(Operator.FINDS, value, start, at);
        }
        case "fullmatch" -> {
          return new Syntax.Infix(Operator.MATCHES, value, text, at);
        }
        default -> {}
      }
    }
    throw parser.fault(
        at,
        ".str." + name + " is not supported with these arguments",
        ".str.startswith, endswith, contains, match or fullmatch with one text; lower, upper, len");
  }

  private Syntax dateField(Syntax value, Token field) {
    String name = field.text();
    List<String> known = List.of("year", "quarter", "month", "day", "hour", "minute", "second");
    if (!known.contains(name)) {
      throw parser.fault(
          field.at(),
          ".dt." + name + " is not supported in a condition",
          Suggestion.didYouMean(name, known));
    }
    return new Syntax.Call(name, List.of(value), field.at());
  }
}
