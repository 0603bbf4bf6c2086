package io.sluice.catalog.account.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.catalog.account.model.Account;
import io.sluice.catalog.account.model.AccountStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** API tokens and service accounts in PostgreSQL. */
@ApplicationScoped
class PostgresAccountStore implements AccountStore {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final EntityManager entities;

  @Inject
  PostgresAccountStore(EntityManager entities) {
    this.entities = entities;
  }

  @Override
  public Optional<Long> insert(Account account, String tokenSha256) {
    // The unique index decides between two at once; ON CONFLICT makes the loser an empty answer.
    List<?> ids =
        entities
            .createNativeQuery(
                """
                INSERT INTO account (kind, name, token_sha256, roles, datasets, created_at,
                                     created_by, expires_at)
                VALUES (:kind, :name, :hash, :roles, cast(:datasets as text), :createdAt,
                        :createdBy, cast(:expiresAt as timestamptz))
                ON CONFLICT (kind, name) WHERE revoked_at IS NULL DO NOTHING RETURNING id""",
                Long.class)
            .setParameter("kind", account.kind().name())
            .setParameter("name", account.name())
            .setParameter("hash", tokenSha256)
            .setParameter("roles", RoleList.write(account.roles()))
            .setParameter("datasets", account.datasets().map(this::write).orElse(null))
            .setParameter("createdAt", account.createdAt())
            .setParameter("createdBy", account.createdBy())
            .setParameter("expiresAt", account.expiresAt().map(Instant::toString).orElse(null))
            .getResultList();
    return ids.stream().map(Long.class::cast).findFirst();
  }

  @Override
  public void revokeExpired(CallerKind kind, String name, Instant now) {
    AccountEntity.update(
        "revokedAt = ?1 where kind = ?2 and name = ?3 and revokedAt is null and expiresAt <= ?1",
        now,
        kind.name(),
        name);
  }

  @Override
  public Optional<Account> findByToken(String tokenSha256) {
    return AccountEntity.<AccountEntity>find("tokenSha256", tokenSha256)
        .firstResultOptional()
        .map(this::account);
  }

  @Override
  public Optional<Account> lock(CallerKind kind, long id) {
    return AccountEntity.<AccountEntity>find("id = ?1 and kind = ?2", id, kind.name())
        .withLock(LockModeType.PESSIMISTIC_WRITE)
        .firstResultOptional()
        .map(this::account);
  }

  @Override
  public void revoke(long id, Instant now) {
    AccountEntity.update("revokedAt = ?1 where id = ?2 and revokedAt is null", now, id);
  }

  @Override
  public List<Account> list(CallerKind kind, long before, int limit) {
    List<AccountEntity> found =
        AccountEntity.<AccountEntity>find(
                "kind = ?1 and id < ?2 order by id desc", kind.name(), before)
            .page(0, limit)
            .list();
    return found.stream().map(this::account).toList();
  }

  private Account account(AccountEntity entity) {
    return new Account(
        entity.id,
        CallerKind.valueOf(entity.kind),
        entity.name,
        RoleList.read(entity.roles),
        scopes(entity.datasets),
        entity.createdAt,
        entity.createdBy,
        Optional.ofNullable(entity.expiresAt),
        Optional.ofNullable(entity.revokedAt));
  }

  private static Optional<List<DatasetScope>> scopes(@Nullable String json) {
    try {
      return json == null
          ? Optional.empty()
          : Optional.of(JSON.readValue(json, new TypeReference<List<DatasetScope>>() {}));
    } catch (JsonProcessingException damaged) {
      throw new IllegalStateException("an account's datasets are damaged", damaged);
    }
  }

  private String write(List<DatasetScope> scopes) {
    try {
      return JSON.writeValueAsString(scopes);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("plain records can be written", impossible);
    }
  }
}
