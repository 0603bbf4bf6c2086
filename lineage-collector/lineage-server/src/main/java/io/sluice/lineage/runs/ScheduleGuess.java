package io.sluice.lineage.runs;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * How often a job seems to be due.
 *
 * @param every the usual time from one run to the next
 * @param regular which part of the times lies within a tenth of that, from 0 to 1
 * @param last when the last run was due, or began
 * @param next when the next one is to be expected
 * @param basis what it is told by
 */
public record ScheduleGuess(
    Duration every, double regular, Instant last, Instant next, Basis basis) {

  private static final int MIN_GAPS = 2;
  private static final double REGULAR = 0.7;

  /** What a schedule is told by. */
  public enum Basis {
    /** The nominal times that the scheduler gave the runs. */
    NOMINAL_TIME,
    /** When they began. */
    BEGIN
  }

  /** The schedule behind those times, in any order; empty if they show none. */
  static Optional<ScheduleGuess> of(Collection<Instant> times, Basis basis) {
    // Retries of a run are for the same nominal time.
    List<Instant> sorted = List.copyOf(new TreeSet<>(times));
    List<Duration> gaps = new ArrayList<>();
    for (int i = 1; i < sorted.size(); i++) {
      gaps.add(Duration.between(sorted.get(i - 1), sorted.get(i)));
    }
    if (gaps.size() < MIN_GAPS) {
      return Optional.empty();
    }
    Collections.sort(gaps);
    Duration every = ExpectedDuration.quantile(gaps, 0.5);
    Duration slack = every.dividedBy(10);
    long near = gaps.stream().filter(gap -> gap.minus(every).abs().compareTo(slack) <= 0).count();
    double regular = (double) near / gaps.size();
    Instant last = sorted.get(sorted.size() - 1);
    return regular < REGULAR
        ? Optional.empty()
        : Optional.of(new ScheduleGuess(every, regular, last, last.plus(every), basis));
  }
}
