package io.sluice.catalog.account.store;

import io.sluice.catalog.account.model.LocalUser;
import io.sluice.catalog.account.model.LocalUserStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** The local user in PostgreSQL. */
@ApplicationScoped
class PostgresLocalUserStore implements LocalUserStore {

  @Override
  public Optional<LocalUser> find(String name) {
    return LocalUserEntity.<LocalUserEntity>find("name", name)
        .firstResultOptional()
        .map(
            entity ->
                new LocalUser(
                    entity.name,
                    RoleList.read(entity.roles),
                    Optional.ofNullable(entity.passwordHash),
                    Optional.ofNullable(entity.passwordExpiresAt)));
  }

  @Override
  public void setPassword(String name, String passwordHash, Instant expiresAt) {
    LocalUserEntity.update(
        "passwordHash = ?1, passwordExpiresAt = ?2 where name = ?3", passwordHash, expiresAt, name);
  }

  @Override
  public boolean usePassword(String name, String passwordHash) {
    return LocalUserEntity.update(
            "passwordHash = null, passwordExpiresAt = null where name = ?1 and passwordHash = ?2",
            name,
            passwordHash)
        == 1;
  }
}
