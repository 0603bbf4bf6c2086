package io.sluice.gateway.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.gateway.signin.SignInLimiter.Answer;
import io.sluice.gateway.signin.SignInLimiter.Attempt;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class SignInLimiterTest {

  private static final Duration WINDOW = Duration.ofMinutes(5);

  private final MovingClock clock = new MovingClock();
  private final SignInLimiter limiter =
      new SignInLimiter(clock, new SignInLimiter.Limits(3, 5, WINDOW));

  @Test
  void makesAUserWaitAfterTooManyFailures() {
    failTimes(3, "ann", "10.0.0.1");

    assertThat(limiter.begin("ann", "10.0.0.2")).isEqualTo(new Answer.Wait(WINDOW));
  }

  @Test
  void makesAnAddressWaitWhateverUsersItTries() {
    for (int i = 0; i < 5; i++) {
      failTimes(1, "user" + i, "10.0.0.1");
    }

    assertThat(limiter.begin("somebody", "10.0.0.1")).isInstanceOf(Answer.Wait.class);
  }

  @Test
  void letsOthersInMeanwhile() {
    failTimes(3, "ann", "10.0.0.1");

    assertThat(limiter.begin("bob", "10.0.0.2")).isInstanceOf(Answer.Allowed.class);
  }

  @Test
  void letsTheUserTryAgainOnceTheWindowHasPassed() {
    failTimes(3, "ann", "10.0.0.1");

    clock.pass(WINDOW);

    assertThat(limiter.begin("ann", "10.0.0.1")).isInstanceOf(Answer.Allowed.class);
  }

  @Test
  void countsAnAttemptFromItsBeginningSoThatManyAtOnceGainNothing() {
    for (int i = 0; i < 3; i++) {
      begin("ann", "10.0.0.1");
    }

    assertThat(limiter.begin("ann", "10.0.0.1")).isInstanceOf(Answer.Wait.class);
  }

  @Test
  void successForgivesTheUsersMistakes() {
    failTimes(2, "ann", "10.0.0.1");
    limiter.succeeded(begin("ann", "10.0.0.1"));

    failTimes(2, "ann", "10.0.0.1");

    assertThat(limiter.begin("ann", "10.0.0.9")).isInstanceOf(Answer.Allowed.class);
  }

  @Test
  void successDoesNotForgiveTheAddressItsOtherMistakes() {
    failTimes(2, "ann", "10.0.0.1");
    failTimes(2, "bob", "10.0.0.1");
    limiter.succeeded(begin("eve", "10.0.0.1"));
    failTimes(1, "cid", "10.0.0.1");

    assertThat(limiter.begin("dan", "10.0.0.1")).isInstanceOf(Answer.Wait.class);
  }

  @Test
  void anAttemptThatNobodyCouldDecideDoesNotCount() {
    for (int i = 0; i < 10; i++) {
      limiter.undecided(begin("ann", "10.0.0.1"));
    }

    assertThat(limiter.begin("ann", "10.0.0.1")).isInstanceOf(Answer.Allowed.class);
  }

  @Test
  void remembersABoundedNumberOfUsers() {
    failTimes(3, "ann", "10.0.0.1");
    for (int i = 0; i < SignInLimiter.REMEMBERED; i++) {
      begin("user" + i, "address" + i);
    }

    assertThat(limiter.begin("ann", "10.0.0.2")).isInstanceOf(Answer.Allowed.class);
  }

  private void failTimes(int times, String user, String address) {
    for (int i = 0; i < times; i++) {
      begin(user, address);
    }
  }

  private Attempt begin(String user, String address) {
    Answer answer = limiter.begin(user, address);
    assertThat(answer).isInstanceOf(Answer.Allowed.class);
    return ((Answer.Allowed) answer).attempt();
  }

  private static final class MovingClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T00:00:00Z");

    void pass(Duration duration) {
      now = now.plus(duration);
    }

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }
}
