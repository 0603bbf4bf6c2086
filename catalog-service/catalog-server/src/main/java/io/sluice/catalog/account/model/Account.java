package io.sluice.catalog.account.model;

import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An API token or a service account, without its secret.
 *
 * @param id its number
 * @param kind TOKEN or SERVICE
 * @param name its name, unique among the living of its kind
 * @param roles what it is
 * @param datasets what it is confined to; empty means everything
 * @param createdAt when it was issued
 * @param createdBy by whom
 * @param expiresAt when it ends, if ever
 * @param revokedAt when it was revoked, if it was
 */
public record Account(
    long id,
    CallerKind kind,
    String name,
    Set<Role> roles,
    Optional<List<DatasetScope>> datasets,
    Instant createdAt,
    String createdBy,
    Optional<Instant> expiresAt,
    Optional<Instant> revokedAt) {

  /** The subject under which it acts and owns. */
  public String subject() {
    return subject(kind, name);
  }

  /** The subject of an account of that kind and name. */
  public static String subject(CallerKind kind, String name) {
    return kind.name().toLowerCase(Locale.ROOT) + ":" + name;
  }

  /** Whether it is neither revoked nor expired. */
  public boolean isLiving(Instant now) {
    return revokedAt.isEmpty() && expiresAt.map(now::isBefore).orElse(true);
  }

  /** Who calls with its token. */
  public Caller caller() {
    return Caller.of(subject(), kind, roles, datasets);
  }
}
