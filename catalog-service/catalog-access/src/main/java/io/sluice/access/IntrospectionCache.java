package io.sluice.access;

import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers about tokens, by the tokens' hashes. Good and bad tokens are kept apart, each bounded, so
 * that a flood of guesses cannot push out what working pipelines rely on.
 */
final class IntrospectionCache {

  /** How long to go on with a stale answer before the authority is tried again. */
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final Clock clock;
  private final Duration goodFor;
  private final Duration badFor;
  private final Duration staleFor;
  private final Bounded<Entry> good;
  private final Bounded<Instant> bad;

  private record Entry(Active answer, Instant freshUntil, Instant usableUntil) {}

  IntrospectionCache(Clock clock, Duration goodFor, Duration badFor, Duration staleFor, int size) {
    this.clock = clock;
    this.goodFor = goodFor;
    this.badFor = badFor;
    this.staleFor = staleFor;
    this.good = new Bounded<>(size);
    this.bad = new Bounded<>(size);
  }

  /** The answer, if it is young enough to be used without asking. */
  synchronized Optional<Introspection> fresh(String hash) {
    Instant now = clock.instant();
    Entry entry = good.get(hash);
    if (entry != null && now.isBefore(entry.freshUntil)) {
      return Optional.of(unlessExpired(entry.answer, now));
    }
    Instant badUntil = bad.get(hash);
    if (badUntil != null && now.isBefore(badUntil)) {
      return Optional.of(new Inactive());
    }
    return Optional.empty();
  }

  /**
   * The last answer about a token that was good, however old within bounds; for when nobody can be
   * asked. It then counts as fresh for a few seconds, so that not every request waits in vain.
   */
  synchronized Optional<Introspection> stale(String hash) {
    Instant now = clock.instant();
    Entry entry = good.get(hash);
    if (entry == null || !now.isBefore(entry.usableUntil)) {
      return Optional.empty();
    }
    good.put(hash, new Entry(entry.answer, now.plus(RETRY_AFTER), entry.usableUntil));
    return Optional.of(unlessExpired(entry.answer, now));
  }

  synchronized void put(String hash, Introspection answer) {
    Instant now = clock.instant();
    if (answer instanceof Active active) {
      bad.remove(hash);
      good.put(hash, new Entry(active, now.plus(goodFor), now.plus(goodFor).plus(staleFor)));
    } else {
      good.remove(hash);
      bad.put(hash, now.plus(badFor));
    }
  }

  private static Introspection unlessExpired(Active answer, Instant now) {
    boolean expired = answer.expiresAt().map(end -> !now.isBefore(end)).orElse(false);
    return expired ? new Inactive() : answer;
  }

  /** Drops what was used longest ago. */
  private static final class Bounded<V> extends LinkedHashMap<String, V> {
    private static final long serialVersionUID = 1L;
    private final int size;

    Bounded(int size) {
      super(16, 0.75f, true);
      this.size = size;
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
      return size() > size;
    }
  }
}
