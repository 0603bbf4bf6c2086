package io.sluice.quality.expectation;

import org.jspecify.annotations.Nullable;

/** Thrown when an argument of an expectation is missing or does not fit. */
public final class ArgumentException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String parameter;
  private final @Nullable String hint;

  /** A fault of a parameter. */
  public ArgumentException(String parameter, String message, @Nullable String hint) {
    super(message);
    this.parameter = parameter;
    this.hint = hint;
  }

  /** A fault of a parameter without a hint. */
  public ArgumentException(String parameter, String message) {
    this(parameter, message, null);
  }

  /** Which parameter. */
  public String parameter() {
    return parameter;
  }

  /** What would be right, if that can be guessed. */
  public @Nullable String hint() {
    return hint;
  }
}
