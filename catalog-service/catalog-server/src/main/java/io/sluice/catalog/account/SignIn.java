package io.sluice.catalog.account;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.sluice.access.BearerToken;
import io.sluice.access.CallerKind;
import io.sluice.catalog.account.model.LocalUser;
import io.sluice.catalog.account.model.LocalUserStore;
import io.sluice.catalog.account.model.PasswordHash;
import io.sluice.catalog.account.model.Session;
import io.sluice.catalog.account.model.SessionStore;
import io.sluice.catalog.audit.model.AuditLog;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs the local user in by a password that works once. */
@ApplicationScoped
class SignIn {

  /** The built-in user. */
  static final String LOCAL_USER = "admin";

  private static final Duration PASSWORD_LIFETIME = Duration.ofHours(24);
  private static final int PASSWORD_BYTES = 15;

  /** Checking a password is slow on purpose; a flood of tries must not take every processor. */
  private static final int CONCURRENT_CHECKS = 2;

  private final LocalUserStore users;
  private final SessionStore sessions;
  private final AuditLog audit;
  private final Clock clock;
  private final SecureRandom random;
  private final Duration sessionLifetime;
  private final Semaphore checks = new Semaphore(CONCURRENT_CHECKS);

  /**
   * What nobody's password is checked against, so that unknown users take as long as known ones.
   */
  private final String nobody;

  /** How a sign-in ended. */
  sealed interface Result {

    /** It succeeded; the one sight of the session's token. */
    record SignedIn(BearerToken token, Session session) implements Result {}

    /** User and password do not match, or the password was used or is too old. */
    record WrongCredentials() implements Result {}

    /** Too many are being checked. */
    record Busy() implements Result {}
  }

  /** A password that was just made, the one sight of it. */
  record OneTimePassword(String user, String password, Instant expiresAt) {}

  @Inject
  SignIn(
      LocalUserStore users,
      SessionStore sessions,
      AuditLog audit,
      Clock clock,
      SecureRandom random,
      @ConfigProperty(name = "sluice.session.lifetime", defaultValue = "PT12H")
          Duration sessionLifetime) {
    this.users = users;
    this.sessions = sessions;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
    this.sessionLifetime = sessionLifetime;
    this.nobody = PasswordHash.of("nobody", random);
  }

  /** Makes a new one-time password; the one before is void. */
  OneTimePassword newPassword(String actor) {
    byte[] bytes = new byte[PASSWORD_BYTES];
    random.nextBytes(bytes);
    String password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    String hash = PasswordHash.of(password, random);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(PASSWORD_LIFETIME);
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              users.setPassword(LOCAL_USER, hash, expiresAt);
              audit.append(now, actor, "local-user.password", "user:" + LOCAL_USER, Map.of());
            });
    return new OneTimePassword(LOCAL_USER, password, expiresAt);
  }

  /** Starts a session if the password is right, and uses the password up. */
  Result signIn(String name, String password) {
    if (!checks.tryAcquire()) {
      return new Result.Busy();
    }
    Optional<LocalUser> user;
    Optional<String> hash;
    boolean right;
    try {
      Instant now = clock.instant();
      user = QuarkusTransaction.requiringNew().call(() -> users.find(name));
      hash = user.flatMap(found -> found.usablePassword(now));
      right = PasswordHash.matches(password, hash.orElse(nobody)) && hash.isPresent();
    } finally {
      checks.release();
    }
    if (!right) {
      return new Result.WrongCredentials();
    }
    return start(user.orElseThrow(), hash.orElseThrow());
  }

  private Result start(LocalUser user, String hash) {
    Instant now = clock.instant();
    BearerToken token = BearerToken.generate(CallerKind.USER, random);
    Session session = new Session(user.subject(), user.roles(), now, now.plus(sessionLifetime));
    boolean first =
        QuarkusTransaction.requiringNew()
            .call(
                () -> {
                  // Of two with the right password at once, one uses it up and the other is late.
                  if (!users.usePassword(user.name(), hash)) {
                    return false;
                  }
                  sessions.deleteExpired(now);
                  sessions.insert(session, token.sha256());
                  audit.append(now, user.subject(), "session.start", user.subject(), Map.of());
                  return true;
                });
    return first ? new Result.SignedIn(token, session) : new Result.WrongCredentials();
  }

  /** Ends the session of that token; false if it is none. */
  boolean signOut(String actor, BearerToken token) {
    Instant now = clock.instant();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              boolean ended = sessions.end(token.sha256(), now);
              if (ended) {
                audit.append(now, actor, "session.end", actor, Map.of());
              }
              return ended;
            });
  }
}
