package io.sluice.quality.suite;

import io.sluice.quality.expression.Syntax.Position;

/**
 * A word of a condition.
 *
 * @param kind what it is
 * @param text as written; of text and quoted names, without the quotes
 * @param at where it starts
 */
record Token(Kind kind, String text, Position at) {

  enum Kind {
    NAME,
    QUOTED_NAME,
    TEXT,
    NUMBER,
    SYMBOL,
    END
  }

  boolean isSymbol(String symbol) {
    return kind == Kind.SYMBOL && text.equals(symbol);
  }

  boolean isWord(String word, boolean anyCase) {
    return kind == Kind.NAME && (anyCase ? text.equalsIgnoreCase(word) : text.equals(word));
  }
}
