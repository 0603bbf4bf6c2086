package io.sluice.access;

import java.util.Optional;

/** Answers whose a token is; every server has exactly one. */
public interface TokenAuthority {

  /**
   * The answer, if it can be given at once: it must not wait for a disk, a network or a lock that
   * is held while waiting for one.
   */
  default Optional<Introspection> atHand(BearerToken token) {
    return Optional.empty();
  }

  /**
   * The answer; may block.
   *
   * @throws AuthorityUnavailableException if nobody can say
   */
  Introspection introspect(BearerToken token);
}
