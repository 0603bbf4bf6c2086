package io.sluice.gateway.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down whoever fails to sign in too often, by user and by address. An attempt counts as
 * failed from the moment it begins, so that many at once gain nothing; success gives it back.
 */
public final class SignInLimiter {

  /**
   * As many users, and as many addresses, are remembered; the ones seen longest ago are forgotten
   * first.
   */
  static final int REMEMBERED = 10_000;

  /** The failures allowed in a window. */
  public record Limits(int perUser, int perAddress, Duration window) {}

  private final Clock clock;
  private final Limits limits;
  private final Map<String, Deque<Instant>> byUser = bounded();
  private final Map<String, Deque<Instant>> byAddress = bounded();

  public SignInLimiter(Clock clock, Limits limits) {
    this.clock = clock;
    this.limits = limits;
  }

  /** An attempt that was let through, to be settled once its outcome is known. */
  public record Attempt(String user, String address, Instant at) {}

  /** Either an attempt, or how long to wait. */
  public sealed interface Answer {
    /** Go on. */
    record Allowed(Attempt attempt) implements Answer {}

    /** Too many failures. */
    record Wait(Duration duration) implements Answer {}
  }

  /** Asks to try. */
  public synchronized Answer begin(String user, String address) {
    Instant now = clock.instant();
    Deque<Instant> ofUser = byUser.computeIfAbsent(user, key -> new ArrayDeque<>());
    Deque<Instant> ofAddress = byAddress.computeIfAbsent(address, key -> new ArrayDeque<>());
    Optional<Duration> wait = wait(ofUser, limits.perUser(), now);
    Optional<Duration> otherWait = wait(ofAddress, limits.perAddress(), now);
    if (wait.isPresent() || otherWait.isPresent()) {
      Duration one = wait.orElse(Duration.ZERO);
      Duration other = otherWait.orElse(Duration.ZERO);
      return new Answer.Wait(one.compareTo(other) > 0 ? one : other);
    }
    ofUser.addLast(now);
    ofAddress.addLast(now);
    return new Answer.Allowed(new Attempt(user, address, now));
  }

  /**
   * The password was right: earlier mistakes of this user are forgiven, those of the address are
   * not.
   */
  public synchronized void succeeded(Attempt attempt) {
    byUser.remove(attempt.user());
    forget(byAddress, attempt.address(), attempt.at());
  }

  /** Nobody could say whether the password was right. */
  public synchronized void undecided(Attempt attempt) {
    forget(byUser, attempt.user(), attempt.at());
    forget(byAddress, attempt.address(), attempt.at());
  }

  private Optional<Duration> wait(Deque<Instant> failures, int allowed, Instant now) {
    Instant windowStart = now.minus(limits.window());
    while (!failures.isEmpty() && !failures.getFirst().isAfter(windowStart)) {
      failures.removeFirst();
    }
    return failures.size() < allowed
        ? Optional.empty()
        : Optional.of(Duration.between(now, failures.getFirst().plus(limits.window())));
  }

  private static void forget(Map<String, Deque<Instant>> failures, String key, Instant at) {
    Deque<Instant> instants = failures.get(key);
    if (instants != null) {
      instants.removeLastOccurrence(at);
    }
  }

  private static Map<String, Deque<Instant>> bounded() {
    return new LinkedHashMap<>(64, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, Deque<Instant>> eldest) {
        return size() > REMEMBERED;
      }
    };
  }
}
