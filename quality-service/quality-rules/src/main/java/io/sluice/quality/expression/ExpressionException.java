package io.sluice.quality.expression;

import org.jspecify.annotations.Nullable;

/** Thrown when a text is not an expression of the rule language or does not fit the columns. */
public final class ExpressionException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int line;
  private final int column;
  private final @Nullable String hint;

  /** A fault at a place of the expression, both counted from 1; 0 is unknown. */
  public ExpressionException(String message, int line, int column, @Nullable String hint) {
    super(message);
    this.line = line;
    this.column = column;
    this.hint = hint;
  }

  /** The line within the expression. */
  public int line() {
    return line;
  }

  /** The column within the expression. */
  public int column() {
    return column;
  }

  /** What would be right, if that can be guessed. */
  public @Nullable String hint() {
    return hint;
  }
}
