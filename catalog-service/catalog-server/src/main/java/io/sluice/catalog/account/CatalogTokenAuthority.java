package io.sluice.catalog.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.sluice.access.AuthorityUnavailableException;
import io.sluice.access.BearerToken;
import io.sluice.access.Caller;
import io.sluice.access.CallerKind;
import io.sluice.access.Introspection;
import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import io.sluice.access.Role;
import io.sluice.access.TokenAuthority;
import io.sluice.catalog.account.model.Account;
import io.sluice.catalog.account.model.AccountStore;
import io.sluice.catalog.account.model.SessionStore;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Knows whose each token is: from the bootstrap file, the accounts and the sessions. */
@Singleton
public class CatalogTokenAuthority implements TokenAuthority {

  private final BootstrapFile bootstrap;
  private final AccountStore accounts;
  private final SessionStore sessions;
  private final Clock clock;
  private final boolean loopback;

  @Inject
  CatalogTokenAuthority(
      BootstrapFile bootstrap,
      AccountStore accounts,
      SessionStore sessions,
      Clock clock,
      @ConfigProperty(name = "quarkus.http.host") String host) {
    this.bootstrap = bootstrap;
    this.accounts = accounts;
    this.sessions = sessions;
    this.clock = clock;
    this.loopback = isLoopback(host);
  }

  @Override
  public Introspection introspect(BearerToken token) {
    String hash = token.sha256();
    try {
      return switch (token.kind()) {
        case ADMIN -> admin(hash);
        case SERVICE -> service(hash);
        case TOKEN -> account(CallerKind.TOKEN, hash);
        case USER -> session(hash);
      };
    } catch (RuntimeException database) {
      throw new AuthorityUnavailableException("the database did not answer", database);
    }
  }

  /** The bootstrap administrator is for this machine alone, however the token got out of it. */
  private Introspection admin(String hash) {
    if (loopback && same(bootstrap.accounts().adminTokenSha256(), hash)) {
      return new Active(
          Caller.of("admin:local", CallerKind.ADMIN, Set.of(Role.ADMIN), Optional.empty()),
          Optional.empty());
    }
    return new Inactive();
  }

  private Introspection service(String hash) {
    for (BootstrapAccounts.ServiceAccount service : bootstrap.accounts().services()) {
      if (same(service.tokenSha256(), hash)) {
        String subject = Account.subject(CallerKind.SERVICE, service.name());
        return new Active(
            Caller.of(subject, CallerKind.SERVICE, Set.of(Role.SERVICE), Optional.empty()),
            Optional.empty());
      }
    }
    return account(CallerKind.SERVICE, hash);
  }

  private Introspection account(CallerKind kind, String hash) {
    Instant now = clock.instant();
    return QuarkusTransaction.requiringNew()
        .call(() -> accounts.findByToken(hash))
        .filter(account -> account.kind() == kind && account.isLiving(now))
        .<Introspection>map(account -> new Active(account.caller(), account.expiresAt()))
        .orElseGet(Inactive::new);
  }

  private Introspection session(String hash) {
    return QuarkusTransaction.requiringNew()
        .call(() -> sessions.findLiving(hash, clock.instant()))
        .<Introspection>map(
            session -> new Active(session.caller(), Optional.of(session.expiresAt())))
        .orElseGet(Inactive::new);
  }

  private static boolean same(@Nullable String known, String hash) {
    return known != null
        && MessageDigest.isEqual(
            known.getBytes(StandardCharsets.US_ASCII), hash.getBytes(StandardCharsets.US_ASCII));
  }

  private static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException unknown) {
      return false;
    }
  }
}
