package io.sluice.lineage.run;

import io.sluice.lineage.facet.CheckResults;
import io.sluice.lineage.facet.Statistics;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of one dataset that a run read or wrote.
 *
 * @param firstSeen the earliest event that mentions it
 * @param lastSeen the latest event that mentions it
 * @param statistics the newest report of how much
 * @param assertions the newest report of how the assertions about it went
 */
public record RunUse(
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Latest<Statistics> statistics,
    @Nullable Latest<CheckResults> assertions) {

  /** Joins two reports; commutative and idempotent. */
  public RunUse merge(RunUse other) {
    return new RunUse(
        earlier(firstSeen, other.firstSeen),
        later(lastSeen, other.lastSeen),
        Latest.of(statistics, other.statistics),
        Latest.of(assertions, other.assertions));
  }

  /** Whether an assertion about it failed that is not only to warn. */
  public boolean failsAssertions() {
    return assertions != null && assertions.value().failed() > 0;
  }

  static Instant earlier(Instant left, Instant right) {
    return left.isBefore(right) ? left : right;
  }

  static Instant later(Instant left, Instant right) {
    return left.isAfter(right) ? left : right;
  }
}
