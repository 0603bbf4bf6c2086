package io.sluice.quality.text;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a date into words, numbers and single other characters, as dateutil's documentation of its
 * lexer says: a point joins digits or letters, and a comma may be a decimal point; where that makes
 * no number, the token falls apart at its points again.
 */
final class DateTokens {

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;

  private DateTokens(String text) {
    this.text = text.replace("\0", "");
  }

  static List<String> of(String text) {
    DateTokens split = new DateTokens(text);
    while (split.at < split.text.length()) {
      split.next();
    }
    return split.tokens;
  }

  private void next() {
    int point = text.codePointAt(at);
    if (Character.isLetter(point)) {
      joined(true);
    } else if (Character.isDigit(point)) {
      joined(false);
    } else {
      tokens.add(Character.isWhitespace(point) ? " " : Character.toString(point));
      at += Character.charCount(point);
    }
  }

  /** A run of letters or of digits, which points may prolong. */
  private void joined(boolean word) {
    int start = at;
    boolean letters = word;
    boolean points = false;
    boolean letterMode = word;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      char before = at > start ? text.charAt(at - 1) : 0;
      if (c == '.' || (c == ',' && !points && !word && at - start >= 2)) {
        points = true;
      } else if (Character.isLetter(c)) {
        if (!letterMode && !(points && before == '.')) {
          break;
        }
        letterMode = true;
        letters = true;
      } else if (Character.isDigit(c)) {
        if (letterMode && !(points && before == '.')) {
          break;
        }
        letterMode = false;
      } else {
        break;
      }
      at += Character.charCount(c);
    }
    add(text.substring(start, at), letters, points);
  }

  private void add(String token, boolean letters, boolean points) {
    long dots = token.chars().filter(c -> c == '.').count();
    char last = token.charAt(token.length() - 1);
    if (points && (letters || dots > 1 || last == '.' || last == ',')) {
      int from = 0;
      for (int i = 0; i < token.length(); i++) {
        if (token.charAt(i) == '.' || token.charAt(i) == ',') {
          addPart(token.substring(from, i));
          tokens.add(String.valueOf(token.charAt(i)));
          from = i + 1;
        }
      }
      addPart(token.substring(from));
    } else {
      tokens.add(token.replace(',', '.'));
    }
  }

  private void addPart(String part) {
    if (!part.isEmpty()) {
      tokens.add(part);
    }
  }
}
