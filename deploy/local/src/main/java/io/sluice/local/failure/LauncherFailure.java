package io.sluice.local.failure;

import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A failure that a person can act on: what went wrong, what to do, and the exit code. */
public final class LauncherFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Something did not work. */
  public static final int FAILED = 1;

  /** The command was used wrongly. */
  public static final int USAGE = 64;

  /** The caller may not do this. */
  public static final int NOT_ALLOWED = 77;

  private final int exitCode;
  private final @Nullable String hint;

  private LauncherFailure(
      int exitCode, String message, @Nullable String hint, @Nullable Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
    this.hint = hint;
  }

  /** A failure without a cure that we know of. */
  public static LauncherFailure of(String message) {
    return new LauncherFailure(FAILED, message, null, null);
  }

  /** A failure and what to do about it. */
  public static LauncherFailure of(String message, String hint) {
    return new LauncherFailure(FAILED, message, hint, null);
  }

  /** The command does not apply, or was given wrong arguments or settings. */
  public static LauncherFailure usage(String message, String hint) {
    return new LauncherFailure(USAGE, message, hint, null);
  }

  /** The server refused the caller. */
  public static LauncherFailure notAllowed(String message, String hint) {
    return new LauncherFailure(NOT_ALLOWED, message, hint, null);
  }

  /** A file operation failed; a full disk is named as such. */
  public static LauncherFailure io(String doing, IOException cause) {
    String reason = String.valueOf(cause.getMessage());
    if (isDiskFull(reason)) {
      return new LauncherFailure(
          FAILED, "The disk is full: " + doing + " failed.", "Free some space and retry.", cause);
    }
    String message = "Cannot " + doing + ": " + cause.getClass().getSimpleName() + ": " + reason;
    return new LauncherFailure(FAILED, message, null, cause);
  }

  /** Whether a program's or the runtime's message says that the disk is full. */
  public static boolean isDiskFull(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("no space left on device") || lower.contains("disk quota exceeded");
  }

  /** The exit code of the command. */
  public int exitCode() {
    return exitCode;
  }

  /** What the user can do. */
  public Optional<String> hint() {
    return Optional.ofNullable(hint);
  }
}
