package io.sluice.quality.sdk.command;

import org.jspecify.annotations.Nullable;

/** Ends a command with a message for its user and an exit code. */
final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;
  private final @Nullable String hint;

  CommandFailure(int exitCode, String message, @Nullable String hint) {
    super(message);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  int exitCode() {
    return exitCode;
  }

  @Nullable String hint() {
    return hint;
  }
}
