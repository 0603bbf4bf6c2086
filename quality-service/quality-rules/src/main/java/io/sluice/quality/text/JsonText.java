package io.sluice.quality.text;

import io.sluice.quality.expression.RowTest;

/**
 * Whether text is one JSON value as Python's {@code json.loads} reads it: RFC 8259, and also NaN,
 * Infinity, -Infinity, keys that occur twice and lone surrogates. At most {@link #DEEPEST} levels
 * deep, which is about where Python gives up too.
 */
public record JsonText() implements RowTest {

  /** How deep lists and objects may nest. */
  static final int DEEPEST = 900;

  @Override
  public boolean passes(String text) {
    return new Scan(text).whole();
  }

  @Override
  public String words() {
    return "json";
  }

  /** One pass over a text, without recursion: what is open is remembered in a bit per level. */
  private static final class Scan {

    private final String text;
    private final java.util.BitSet objects = new java.util.BitSet();
    private int depth;
    private int at;

    Scan(String text) {
      this.text = text;
    }

    boolean whole() {
      do {
        space();
        if (!value()) {
          return false;
        }
      } while (more());
      return depth == 0 && at == text.length();
    }

    /** Reads a scalar, or opens a list or object up to its first value. */
    private boolean value() {
      while (at < text.length()) {
        char c = text.charAt(at);
        if (c != '[' && c != '{') {
          return scalar(c);
        }
        if (depth == DEEPEST) {
          return false;
        }
        objects.set(depth++, c == '{');
        at++;
        space();
        if (is(c == '[' ? ']' : '}')) {
          at++;
          depth--;
          return true;
        }
        if (c == '{' && !key()) {
          return false;
        }
        space();
      }
      return false;
    }

    /** After a value: closes what ends there; true if a comma leads to a further value. */
    private boolean more() {
      while (true) {
        space();
        if (depth == 0 || at >= text.length()) {
          return false;
        }
        boolean object = objects.get(depth - 1);
        char c = text.charAt(at);
        if (c == ',') {
          at++;
          space();
          return !object || key();
        }
        if (c != (object ? '}' : ']')) {
          return false;
        }
        at++;
        depth--;
      }
    }

    private boolean key() {
      if (!is('"') || !string()) {
        return false;
      }
      space();
      if (!is(':')) {
        return false;
      }
      at++;
      return true;
    }

    private boolean scalar(char c) {
      return switch (c) {
        case '"' -> string();
        case 't' -> word("true");
        case 'f' -> word("false");
        case 'n' -> word("null");
        case 'N' -> word("NaN");
        case 'I' -> word("Infinity");
        case '-' -> word("-Infinity") || number();
        default -> number();
      };
    }

    private boolean word(String word) {
      boolean found = text.startsWith(word, at);
      at += found ? word.length() : 0;
      return found;
    }

    private boolean number() {
      at += is('-') ? 1 : 0;
      if (is('0')) {
        at++;
      } else if (!digits()) {
        return false;
      }
      if (is('.')) {
        int point = at++;
        if (!digits()) {
          at = point;
          return true;
        }
      }
      if (is('e') || is('E')) {
        int exponent = at++;
        at += is('+') || is('-') ? 1 : 0;
        if (!digits()) {
          at = exponent;
        }
      }
      return true;
    }

    private boolean digits() {
      int start = at;
      while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
        at++;
      }
      return at > start;
    }

    private boolean string() {
      for (at++; at < text.length(); at++) {
        char c = text.charAt(at);
        if (c == '"') {
          at++;
          return true;
        }
        if (c < 0x20 || (c == '\\' && !escape())) {
          return false;
        }
      }
      return false;
    }

    /** Leaves the place at the last character of the escape. */
    private boolean escape() {
      at++;
      if (at >= text.length()) {
        return false;
      }
      if (text.charAt(at) != 'u') {
        return "\"\\/bfnrt".indexOf(text.charAt(at)) >= 0;
      }
      for (int i = 0; i < 4; i++) {
        at++;
        if (at >= text.length() || "0123456789abcdefABCDEF".indexOf(text.charAt(at)) < 0) {
          return false;
        }
      }
      return true;
    }

    private boolean is(char c) {
      return at < text.length() && text.charAt(at) == c;
    }

    private void space() {
      while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }
  }
}
