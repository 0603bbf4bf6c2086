package io.sluice.access;

import java.time.Instant;
import java.util.Optional;

/** What an authority says about a token. */
public sealed interface Introspection {

  /**
   * The token is good.
   *
   * @param caller whose it is
   * @param expiresAt when it stops being good, if ever
   */
  record Active(Caller caller, Optional<Instant> expiresAt) implements Introspection {}

  /** Nobody's token: never issued, revoked or expired. */
  record Inactive() implements Introspection {}
}
