package io.sluice.catalog.account.model;

import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A person who signed in.
 *
 * @param subject who
 * @param roles what the person is
 * @param createdAt since when
 * @param expiresAt until when at most
 */
public record Session(String subject, Set<Role> roles, Instant createdAt, Instant expiresAt) {

  /** Who calls with its token. */
  public Caller caller() {
    return Caller.of(subject, CallerKind.USER, roles, Optional.empty());
  }
}
