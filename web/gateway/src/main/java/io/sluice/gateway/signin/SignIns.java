package io.sluice.gateway.signin;

import io.sluice.gateway.GatewaySettings;
import io.sluice.gateway.signin.CatalogSessions.Answer;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;

/** Signs people in and out. */
@Singleton
public class SignIns {

  private static final int LONGEST = 200;

  private final CatalogSessions sessions;
  private final SignInLimiter limiter;

  @Inject
  SignIns(CatalogSessions sessions, GatewaySettings settings) {
    this.sessions = sessions;
    this.limiter =
        new SignInLimiter(
            Clock.systemUTC(),
            new SignInLimiter.Limits(
                settings.signIn().failuresPerUser(),
                settings.signIn().failuresPerAddress(),
                settings.signIn().window()));
  }

  /** What came of an attempt to sign in. */
  public sealed interface Outcome {
    /** A session. */
    record SignedIn(Answer.Opened session) implements Outcome {}

    /** User or password is missing or absurdly long; {@code field} names it. */
    record Incomplete(String field) implements Outcome {}

    /** They do not match. */
    record WrongPassword() implements Outcome {}

    /** Too many failures lately. */
    record TooMany(Duration pause) implements Outcome {}

    /** catalog-server cannot say. */
    record Unavailable() implements Outcome {}
  }

  /** Tries to sign in. */
  public Outcome signIn(Credentials credentials, String address, String traceParent) {
    if (unusable(credentials.user())) {
      return new Outcome.Incomplete("user");
    }
    if (unusable(credentials.password())) {
      return new Outcome.Incomplete("password");
    }
    String key = credentials.user().strip().toLowerCase(Locale.ROOT);
    SignInLimiter.Answer answer = limiter.begin(key, address);
    if (answer instanceof SignInLimiter.Answer.Allowed allowed) {
      return settle(
          allowed.attempt(),
          sessions.open(credentials.user(), credentials.password(), traceParent));
    }
    return new Outcome.TooMany(((SignInLimiter.Answer.Wait) answer).duration());
  }

  /** Ends the session; false if catalog-server could not be told. */
  public boolean signOut(String sessionToken, String traceParent) {
    return sessions.end(sessionToken, traceParent) instanceof Answer.Ended;
  }

  private Outcome settle(SignInLimiter.Attempt attempt, Answer answer) {
    if (answer instanceof Answer.Opened opened) {
      limiter.succeeded(attempt);
      return new Outcome.SignedIn(opened);
    }
    if (answer instanceof Answer.WrongPassword) {
      return new Outcome.WrongPassword();
    }
    limiter.undecided(attempt);
    return new Outcome.Unavailable();
  }

  private static boolean unusable(String text) {
    return text.isBlank()
        || text.length() > LONGEST
        || text.chars().anyMatch(Character::isISOControl);
  }
}
