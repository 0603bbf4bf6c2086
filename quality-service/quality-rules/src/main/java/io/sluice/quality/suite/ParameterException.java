package io.sluice.quality.suite;

import org.jspecify.annotations.Nullable;

/** Thrown when a {@code $PARAMETER} cannot be worked out. */
public final class ParameterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final @Nullable String hint;

  /** A fault with its hint. */
  public ParameterException(String message, @Nullable String hint) {
    super(message);
    this.hint = hint;
  }

  /** What would be right, if that can be guessed. */
  public @Nullable String hint() {
    return hint;
  }
}
