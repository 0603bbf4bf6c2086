package io.sluice.quality.suite;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.suite.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Takes the text of a condition apart into words. */
final class Tokens {

  /** The longest condition, in characters. */
  static final int MAX_LENGTH = 4096;

  private static final List<String> SYMBOLS =
      List.of(
          "<=>", "**", "//", "==", "!=", "<>", "<=", ">=", "&&", "||", "(", ")", "[", "]", "{", "}",
          ",", ".", "<", ">", "=", "+", "-", "*", "/", "%", "&", "|", "~", "!", "@", ":");

  private final String text;
  private int index;
  private int line = 1;
  private int lineStart;

  private Tokens(String text) {
    this.text = text;
  }

  static List<Token> of(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "the condition is longer than " + MAX_LENGTH + " characters", 1, MAX_LENGTH, null);
    }
    Tokens reader = new Tokens(text);
    List<Token> tokens = new ArrayList<>();
    Token token;
    do {
      token = reader.next();
      tokens.add(token);
    } while (token.kind() != Kind.END);
    return tokens;
  }

  private Position place() {
    return new Position(line, index - lineStart + 1);
  }

  private Token next() {
    while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
      if (text.charAt(index) == '\n') {
        line++;
        lineStart = index + 1;
      }
      index++;
    }
    Position at = place();
    if (index == text.length()) {
      return new Token(Kind.END, "", at);
    }
    char c = text.charAt(index);
    if (c == '\'' || c == '"') {
      return new Token(Kind.TEXT, quoted(c, at), at);
    } else if (c == '`') {
      return new Token(Kind.QUOTED_NAME, quoted(c, at), at);
    } else if (isDigit(c) || (c == '.' && index + 1 < text.length() && isDigit(peek(1)))) {
      return new Token(Kind.NUMBER, number(), at);
    } else if (Character.isUnicodeIdentifierStart(c) || c == '_') {
      int start = index;
      while (index < text.length()
          && (Character.isUnicodeIdentifierPart(text.charAt(index)) || text.charAt(index) == '$')) {
        index++;
      }
      return new Token(Kind.NAME, text.substring(start, index), at);
    }
    return symbol(at);
  }

  private Token symbol(Position at) {
    for (String symbol : SYMBOLS) {
      if (text.startsWith(symbol, index)) {
        index += symbol.length();
        return new Token(Kind.SYMBOL, symbol, at);
      }
    }
    throw new ExpressionException(
        "a condition has no '" + text.charAt(index) + "'", at.line(), at.column(), null);
  }

  private char peek(int ahead) {
    return text.charAt(index + ahead);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private String number() {
    int start = index;
    while (index < text.length() && (isDigit(text.charAt(index)) || text.charAt(index) == '.')) {
      index++;
    }
    if (index < text.length() && (text.charAt(index) == 'e' || text.charAt(index) == 'E')) {
      index++;
      if (index < text.length() && (text.charAt(index) == '+' || text.charAt(index) == '-')) {
        index++;
      }
      while (index < text.length() && isDigit(text.charAt(index))) {
        index++;
      }
    }
    return text.substring(start, index);
  }

  /** A backslash keeps the next character; a doubled quote is one, as in SQL. */
  private String quoted(char quote, Position at) {
    StringBuilder result = new StringBuilder();
    index++;
    while (index < text.length()) {
      char c = text.charAt(index++);
      if (c == '\\' && quote != '`' && index < text.length()) {
        escaped(text.charAt(index++), result);
      } else if (c == quote) {
        if (index == text.length() || text.charAt(index) != quote) {
          return result.toString();
        }
        result.append(quote);
        index++;
      } else {
        result.append(c);
      }
    }
    throw new ExpressionException(
        "the quote is not closed", at.line(), at.column(), "close it with " + quote);
  }

  /** Patterns keep the backslashes that mean nothing to text. */
  private static void escaped(char c, StringBuilder result) {
    switch (c) {
      case 'n' -> result.append('\n');
      case 't' -> result.append('\t');
      case 'r' -> result.append('\r');
      case '\\', '\'', '"' -> result.append(c);
      default -> result.append('\\').append(c);
    }
  }
}
