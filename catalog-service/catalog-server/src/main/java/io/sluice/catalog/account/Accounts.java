package io.sluice.catalog.account;

import io.sluice.access.BearerToken;
import io.sluice.access.CallerKind;
import io.sluice.catalog.account.model.Account;
import io.sluice.catalog.account.model.AccountStore;
import io.sluice.catalog.account.model.NewAccount;
import io.sluice.catalog.audit.model.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Issues and revokes API tokens and service accounts. */
@ApplicationScoped
@Transactional
class Accounts {

  private final AccountStore store;
  private final BootstrapFile bootstrap;
  private final AuditLog audit;
  private final Clock clock;
  private final SecureRandom random;

  /** An account that was just made, with the one sight of its token. */
  record Issued(Account account, BearerToken token) {}

  @Inject
  Accounts(
      AccountStore store,
      BootstrapFile bootstrap,
      AuditLog audit,
      Clock clock,
      SecureRandom random) {
    this.store = store;
    this.bootstrap = bootstrap;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** The new account; empty if its name is in use. */
  Optional<Issued> issue(String actor, NewAccount wanted) {
    if (isBootstrapService(wanted)) {
      return Optional.empty();
    }
    Instant now = clock.instant();
    store.revokeExpired(wanted.kind(), wanted.name(), now);
    BearerToken token = BearerToken.generate(wanted.kind(), random);
    Account account =
        new Account(
            0,
            wanted.kind(),
            wanted.name(),
            wanted.roles(),
            wanted.datasets(),
            now,
            actor,
            wanted.lifetime().map(now::plus),
            Optional.empty());
    return store
        .insert(account, token.sha256())
        .map(
            id -> {
              record(now, actor, "issue", account, id);
              return new Issued(numbered(account, id), token);
            });
  }

  /** Ends the account; false if there is none. To end it twice is no fault. */
  boolean revoke(String actor, CallerKind kind, long id) {
    Optional<Account> account = store.lock(kind, id);
    if (account.isPresent() && account.get().revokedAt().isEmpty()) {
      Instant now = clock.instant();
      store.revoke(id, now);
      record(now, actor, "revoke", account.get(), id);
    }
    return account.isPresent();
  }

  List<Account> list(CallerKind kind, long before, int limit) {
    return store.list(kind, before, limit);
  }

  private boolean isBootstrapService(NewAccount wanted) {
    return wanted.kind() == CallerKind.SERVICE
        && bootstrap.accounts().services().stream()
            .anyMatch(service -> service.name().equals(wanted.name()));
  }

  private void record(Instant now, String actor, String what, Account account, long id) {
    audit.append(
        now,
        actor,
        account.kind().name().toLowerCase(Locale.ROOT) + "." + what,
        account.subject(),
        Map.of("id", id));
  }

  private static Account numbered(Account account, long id) {
    return new Account(
        id,
        account.kind(),
        account.name(),
        account.roles(),
        account.datasets(),
        account.createdAt(),
        account.createdBy(),
        account.expiresAt(),
        account.revokedAt());
  }
}
