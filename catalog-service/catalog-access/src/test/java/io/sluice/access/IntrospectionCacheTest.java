package io.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IntrospectionCacheTest {

  private static final int SIZE = 3;

  private final MovableClock clock = new MovableClock();
  private final IntrospectionCache cache =
      new IntrospectionCache(
          clock, Duration.ofSeconds(30), Duration.ofSeconds(5), Duration.ofHours(24), SIZE);

  /** A clock that stands still until it is moved. */
  private static final class MovableClock extends Clock {
    private Instant now = Instant.parse("2026-11-22T10:00:00Z");

    void move(Duration by) {
      now = now.plus(by);
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

  private static Active active(Optional<Instant> expiresAt) {
    return new Active(
        Caller.of("token:a", CallerKind.TOKEN, Set.of(Role.VIEWER), Optional.empty()), expiresAt);
  }

  @Test
  void keepsAGoodAnswerForThirtySeconds() {
    Active answer = active(Optional.empty());
    cache.put("a", answer);
    clock.move(Duration.ofMillis(29_999));
    assertThat(cache.fresh("a")).contains(answer);
    clock.move(Duration.ofMillis(1));
    assertThat(cache.fresh("a")).isEmpty();
  }

  @Test
  void keepsARefusalForFiveSeconds() {
    cache.put("a", new Inactive());
    assertThat(cache.fresh("a")).contains(new Inactive());
    clock.move(Duration.ofSeconds(5));
    assertThat(cache.fresh("a")).isEmpty();
    assertThat(cache.stale("a")).isEmpty();
  }

  @Test
  void endsATokenWhenItExpiresAndNotLater() {
    cache.put("a", active(Optional.of(clock.instant().plusSeconds(10))));
    clock.move(Duration.ofSeconds(10));
    assertThat(cache.fresh("a")).contains(new Inactive());
    clock.move(Duration.ofSeconds(60));
    assertThat(cache.stale("a")).contains(new Inactive());
  }

  @Test
  void goesOnWithAStaleAnswerForADayAndAsksAgainEveryFewSeconds() {
    Active answer = active(Optional.empty());
    cache.put("a", answer);
    clock.move(Duration.ofHours(23));
    assertThat(cache.stale("a")).contains(answer);
    assertThat(cache.fresh("a")).contains(answer);
    clock.move(Duration.ofSeconds(5));
    assertThat(cache.fresh("a")).isEmpty();
    clock.move(Duration.ofHours(2));
    assertThat(cache.stale("a")).isEmpty();
  }

  @Test
  void forgetsAGoodAnswerOnceTheTokenIsRefused() {
    cache.put("a", active(Optional.empty()));
    cache.put("a", new Inactive());
    assertThat(cache.fresh("a")).contains(new Inactive());
    assertThat(cache.stale("a")).isEmpty();
  }

  @Test
  void keepsWorkingTokensThroughAFloodOfGuesses() {
    Active answer = active(Optional.empty());
    cache.put("good", answer);
    for (int i = 0; i < 10 * SIZE; i++) {
      cache.put("guess" + i, new Inactive());
    }
    assertThat(cache.fresh("good")).contains(answer);
    assertThat(cache.fresh("guess0")).isEmpty();
  }
}
