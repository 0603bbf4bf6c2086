package io.sluice.quality.sdk.client;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says why the gate gave no answer; it is never thrown for a HALT, which is an answer. */
public final class GateException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it was, for callers that react differently. */
  public enum Kind {
    /** No connection could be made, or every one broke. */
    UNREACHABLE,
    /** The token is missing, unknown or lacks the permission (401, 403). */
    NOT_ALLOWED,
    /** The server understood the request and refused it (other 4xx). */
    REFUSED,
    /** The server failed or stayed overloaded (5xx, 429 after all retries). */
    SERVER_FAILED,
    /** The deadline passed first. */
    TIMED_OUT,
    /** The answer was not what the interface promises. */
    NOT_UNDERSTOOD,
    /** The calling thread was interrupted. */
    INTERRUPTED
  }

  private final Kind kind;
  private final int status;
  private final @Nullable String problem;

  GateException(Kind kind, String message, @Nullable Throwable cause) {
    this(kind, 0, message, null, cause);
  }

  GateException(
      Kind kind, int status, String message, @Nullable String problem, @Nullable Throwable cause) {
    super(message, cause);
    this.kind = kind;
    this.status = status;
    this.problem = problem;
  }

  /** What kind of failure it was. */
  public Kind kind() {
    return kind;
  }

  /** The HTTP status, or 0 if there was no response. */
  public int status() {
    return status;
  }

  /** The problem document as the server sent it (RFC 9457), if it sent one. */
  public Optional<String> problem() {
    return Optional.ofNullable(problem);
  }
}
