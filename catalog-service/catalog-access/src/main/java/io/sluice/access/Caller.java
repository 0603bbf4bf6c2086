package io.sluice.access;

import io.sluice.catalog.model.DatasetId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Somebody whose token was found to be good.
 *
 * @param subject who it is, for example {@code token:etl}, {@code user:admin} or {@code
 *     service:quality-server}
 * @param kind what stands behind the token
 * @param roles the wire names of its roles
 * @param permissions what those roles allow
 * @param datasets the datasets it is confined to; empty means every dataset
 */
public record Caller(
    String subject,
    CallerKind kind,
    Set<String> roles,
    Set<Permission> permissions,
    Optional<List<DatasetScope>> datasets) {

  /** Copies what it is given. */
  public Caller {
    roles = Set.copyOf(roles);
    permissions = Set.copyOf(permissions);
    datasets = datasets.map(List::copyOf);
  }

  /** A caller with those roles and what they allow. */
  public static Caller of(
      String subject,
      CallerKind kind,
      Collection<Role> roles,
      Optional<List<DatasetScope>> datasets) {
    Set<String> names = roles.stream().map(Role::wireName).collect(Collectors.toSet());
    return new Caller(subject, kind, names, Permission.of(roles), datasets);
  }

  /** Whether one of the caller's roles has the permission. */
  public boolean has(Permission permission) {
    return permissions.contains(permission);
  }

  /** Whether the dataset lies within what the token is confined to. */
  public boolean mayTouch(DatasetId dataset) {
    return datasets
        .map(scopes -> scopes.stream().anyMatch(scope -> scope.covers(dataset)))
        .orElse(true);
  }

  /** Whether the caller may edit what it does not own: a steward or an administrator. */
  public boolean ownsEverything() {
    return roles.contains(Role.STEWARD.wireName()) || roles.contains(Role.ADMIN.wireName());
  }
}
