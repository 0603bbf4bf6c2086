package io.sluice.quality.suite;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Syntax.Prefix;
import io.sluice.quality.suite.Token.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a condition by descent; what the three languages share and where they part.
 */
final class ConditionParser {

  private static final int MAX_DEPTH = 64;

  private static final Map<String, Operator> COMPARISONS =
      Map.of(
          "==",
          Operator.EQ,
          "!=",
          Operator.NE,
          "<",
          Operator.LT,
          "<=",
          Operator.LE,
          ">",
          Operator.GT,
          ">=",
          Operator.GE);

  private final List<Token> tokens;
  private final ConditionLanguage language;
  private final List<String> notes;
  private final ConditionCalls calls;
  private int index;
  private int depth;

  ConditionParser(List<Token> tokens, ConditionLanguage language, List<String> notes) {
    this.tokens = tokens;
    this.language = language;
    this.notes = notes;
    calls = new ConditionCalls(this, language);
  }

  Syntax read() {
    Syntax result = either();
    if (peek().kind() != Kind.END) {
      throw unexpected("the condition goes on with");
    }
    return result;
  }

  Token peek() {
    return tokens.get(index);
  }

  Token take() {
    Token token = tokens.get(index);
    if (token.kind() != Kind.END) {
      index++;
    }
    return token;
  }

  boolean takeSymbol(String symbol) {
    if (peek().isSymbol(symbol)) {
      index++;
      return true;
    }
    return false;
  }

  boolean takeWord(String word) {
    if (peek().isWord(word, language.anyCase())) {
      index++;
      return true;
    }
    return false;
  }

  void require(String symbol) {
    if (!takeSymbol(symbol)) {
      throw unexpected("'" + symbol + "' is missing before");
    }
  }

  ExpressionException unexpected(String what) {
    Token token = peek();
    String shown = token.kind() == Kind.END ? "the end" : "'" + token.text() + "'";
    return fault(token.at(), what + " " + shown, null);
  }

  ExpressionException fault(Position at, String message, @Nullable String hint) {
    return new ExpressionException(message, at.line(), at.column(), hint);
  }

  Syntax either() {
    if (++depth > MAX_DEPTH) {
      throw fault(peek().at(), "the condition is nested too deeply", null);
    }
    Syntax result = both();
    while (true) {
      Position at = peek().at();
      if (!takeWord("or") && !takeOperator("|", "||")) {
        depth--;
        return result;
      }
      result = new Syntax.Infix(Operator.OR, result, both(), at);
    }
  }

  /** pandas gives & and | the rank of and and or; Spark's are of bits. */
  private boolean takeOperator(String single, String doubled) {
    return switch (language) {
      case PANDAS -> takeSymbol(single);
      case SPARK -> takeSymbol(doubled);
      case GX -> takeSymbol(single) || takeSymbol(doubled);
    };
  }

  private Syntax both() {
    Syntax result = negation();
    while (true) {
      Position at = peek().at();
      if (!takeWord("and") && !takeOperator("&", "&&")) {
        return result;
      }
      result = new Syntax.Infix(Operator.AND, result, negation(), at);
    }
  }

  private Syntax negation() {
    Position at = peek().at();
    if (takeWord("not") || (language != ConditionLanguage.PANDAS && takeSymbol("!"))) {
      if (++depth > MAX_DEPTH) {
        throw fault(at, "the condition is nested too deeply", null);
      }
      Syntax operand = negation();
      depth--;
      return not(operand, at);
    }
    return comparison();
  }

  private Syntax not(Syntax operand, Position at) {
    boolean nullTest =
        operand instanceof Syntax.Infix infix && infix.right() instanceof Syntax.Nothing;
    if (!nullTest) {
      Nulls.note(notes);
    }
    return new Syntax.Prefixed(Prefix.NOT, operand, at);
  }

  /** Comparisons may be chained in Python: {@code 0 < a < 5}. */
  private Syntax comparison() {
    Syntax left = sum();
    Syntax result = null;
    while (true) {
      Position at = peek().at();
      Operator operator = comparisonOperator();
      if (operator == null) {
        Syntax test = wordTest(left, at);
        if (test == null) {
          return result == null ? left : result;
        }
        return result == null ? test : new Syntax.Infix(Operator.AND, result, test, at);
      }
      if (result != null && language == ConditionLanguage.SPARK) {
        throw fault(at, "comparisons are not chained in SQL", "join them with AND");
      }
      Syntax right = sum();
      Syntax test = compared(operator, left, right, at);
      result = result == null ? test : new Syntax.Infix(Operator.AND, result, test, at);
      left = right;
    }
  }

  private @Nullable Operator comparisonOperator() {
    Token token = peek();
    if (token.kind() != Kind.SYMBOL) {
      return null;
    }
    Operator operator = COMPARISONS.get(token.text());
    if (operator == null && language != ConditionLanguage.PANDAS) {
      operator =
          switch (token.text()) {
            case "=" -> Operator.EQ;
            case "<>" -> Operator.NE;
            default -> null;
          };
    }
    if (operator == null && (token.isSymbol("=") || token.isSymbol("<=>"))) {
      throw fault(token.at(), "'" + token.text() + "' is not a comparison here", "write ==");
    }
    if (operator != null) {
      index++;
    }
    return operator;
  }

  private Syntax compared(Operator operator, Syntax left, Syntax right, Position at) {
    if (right instanceof Syntax.Nothing || left instanceof Syntax.Nothing) {
      throw fault(
          at,
          "a comparison with null is never true",
          language == ConditionLanguage.SPARK ? "write IS NULL" : "write x.isnull()");
    }
    boolean equality = operator == Operator.EQ || operator == Operator.NE;
    if (equality && language == ConditionLanguage.PANDAS) {
      // The idiom of pandas for null: nothing but NaN differs from itself.
      if (left instanceof Syntax.Name a
          && right instanceof Syntax.Name b
          && a.name().equals(b.name())) {
        return Nulls.test(left, operator == Operator.NE, at);
      }
      if (right instanceof Syntax.Items) {
        return membership(left, right, operator == Operator.NE, at);
      }
    }
    if (operator == Operator.NE) {
      noteUnlessSpark();
    }
    return new Syntax.Infix(operator, left, right, at);
  }

  private void noteUnlessSpark() {
    if (language != ConditionLanguage.SPARK) {
      Nulls.note(notes);
    }
  }

  Syntax membership(Syntax value, Syntax items, boolean negated, Position at) {
    if (negated) {
      noteUnlessSpark();
    }
    return new Syntax.Infix(negated ? Operator.NOT_MATCHES : Operator.MATCHES, value, items, at);
  }

  private @Nullable Syntax wordTest(Syntax value, Position at) {
    int before = index;
    boolean negated = takeWord("not");
    if (takeWord("in")) {
      return membership(value, list(), negated, at);
    }
    if (language == ConditionLanguage.SPARK) {
      Syntax test = calls.sqlTest(value, negated, at);
      if (test != null) {
        return test;
      }
    }
    if (negated) {
      index = before;
    }
    return null;
  }

  /** Values in brackets of either kind. */
  Syntax list() {
    Position at = peek().at();
    boolean square = takeSymbol("[");
    if (!square) {
      require("(");
    }
    String end = square ? "]" : ")";
    List<Syntax> items = new ArrayList<>();
    while (!takeSymbol(end)) {
      if (!items.isEmpty()) {
        require(",");
        if (takeSymbol(end)) {
          break;
        }
      }
      items.add(sum());
    }
    return new Syntax.Items(items, at);
  }

  Syntax sum() {
    Syntax result = product();
    while (true) {
      Position at = peek().at();
      Operator operator =
          takeSymbol("+") ? Operator.ADD : takeSymbol("-") ? Operator.SUBTRACT : null;
      if (operator == null) {
        return result;
      }
      result = new Syntax.Infix(operator, result, product(), at);
    }
  }

  private Syntax product() {
    Syntax result = unary();
    while (true) {
      Position at = peek().at();
      Operator operator =
          takeSymbol("*")
              ? Operator.MULTIPLY
              : takeSymbol("/") ? Operator.DIVIDE : takeSymbol("%") ? Operator.REMAINDER : null;
      if (operator == null) {
        return result;
      }
      result = new Syntax.Infix(operator, result, unary(), at);
    }
  }

  private Syntax unary() {
    Position at = peek().at();
    if (++depth > MAX_DEPTH) {
      throw fault(at, "the condition is nested too deeply", null);
    }
    Syntax result;
    if (takeSymbol("-")) {
      result = new Syntax.Prefixed(Prefix.MINUS, unary(), at);
    } else if (takeSymbol("+")) {
      result = unary();
    } else if (language != ConditionLanguage.SPARK && takeSymbol("~")) {
      result = not(unary(), at);
    } else {
      result = calls.methods(primary());
    }
    depth--;
    return result;
  }

  private Syntax primary() {
    Token token = take();
    Position at = token.at();
    return switch (token.kind()) {
      case TEXT -> new Syntax.Text(token.text(), at);
      case QUOTED_NAME -> new Syntax.Name(token.text(), at);
      case NUMBER -> number(token);
      case NAME -> calls.named(token);
      case SYMBOL -> bracketed(token);
      case END -> throw fault(at, "the condition ends too early", null);
    };
  }

  private Syntax bracketed(Token token) {
    if (token.isSymbol("(")) {
      Syntax inner = either();
      if (peek().isSymbol(",") && language == ConditionLanguage.PANDAS) {
        List<Syntax> items = new ArrayList<>(List.of(inner));
        while (takeSymbol(",") && !peek().isSymbol(")")) {
          items.add(sum());
        }
        inner = new Syntax.Items(items, token.at());
      }
      require(")");
      return inner;
    }
    if (token.isSymbol("[")) {
      index--;
      return list();
    }
    throw fault(
        token.at(),
        "'" + token.text() + "' does not belong here",
        token.isSymbol("@") ? "a condition has no variables; write the value" : null);
  }

  private Syntax number(Token token) {
    try {
      BigDecimal value = new BigDecimal(token.text());
      if (value.precision() <= 38 && Math.abs(value.scale()) <= 37) {
        return new Syntax.Numeral(value.scale() < 0 ? value.setScale(0) : value, token.at());
      }
    } catch (NumberFormatException malformed) {
      throw fault(token.at(), "'" + token.text() + "' is not a number", null);
    }
    throw fault(token.at(), "a number has at most 38 digits", null);
  }
}
