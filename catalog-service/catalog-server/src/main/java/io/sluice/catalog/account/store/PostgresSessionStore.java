package io.sluice.catalog.account.store;

import io.sluice.catalog.account.model.Session;
import io.sluice.catalog.account.model.SessionStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;

/** Sessions in PostgreSQL. */
@ApplicationScoped
class PostgresSessionStore implements SessionStore {

  @Override
  public void insert(Session session, String tokenSha256) {
    SessionEntity entity = new SessionEntity();
    entity.tokenSha256 = tokenSha256;
    entity.subject = session.subject();
    entity.roles = RoleList.write(session.roles());
    entity.createdAt = session.createdAt();
    entity.expiresAt = session.expiresAt();
    entity.persist();
  }

  @Override
  public Optional<Session> findLiving(String tokenSha256, Instant now) {
    return SessionEntity.<SessionEntity>find(
            "tokenSha256 = ?1 and endedAt is null and expiresAt > ?2", tokenSha256, now)
        .firstResultOptional()
        .map(
            entity ->
                new Session(
                    entity.subject,
                    RoleList.read(entity.roles),
                    entity.createdAt,
                    entity.expiresAt));
  }

  @Override
  public boolean end(String tokenSha256, Instant now) {
    return SessionEntity.update(
            "endedAt = ?1 where tokenSha256 = ?2 and endedAt is null", now, tokenSha256)
        == 1;
  }

  @Override
  public void deleteExpired(Instant before) {
    SessionEntity.delete("expiresAt < ?1", before);
  }
}
