package io.sluice.access;

import org.jspecify.annotations.Nullable;

/** Whose a token is cannot be found out at the moment. */
public final class AuthorityUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With what stood in the way. */
  public AuthorityUnavailableException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
