package io.sluice.catalog.account.model;

import io.sluice.access.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The built-in user of local mode.
 *
 * @param name its name
 * @param roles what it is
 * @param passwordHash the one-time password's hash, until it is used
 * @param passwordExpiresAt until when the password can be used
 */
public record LocalUser(
    String name,
    Set<Role> roles,
    Optional<String> passwordHash,
    Optional<Instant> passwordExpiresAt) {

  /** The subject of its sessions. */
  public String subject() {
    return "user:" + name;
  }

  /** The hash to check a password against, if one can be used now. */
  public Optional<String> usablePassword(Instant now) {
    boolean inTime = passwordExpiresAt.map(now::isBefore).orElse(false);
    return inTime ? passwordHash : Optional.empty();
  }
}
