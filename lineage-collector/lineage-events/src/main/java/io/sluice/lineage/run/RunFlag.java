package io.sluice.lineage.run;

import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/** What is odd about a run; the codes are stable. */
public enum RunFlag {
  /** It completed, and nothing said that it started. */
  COMPLETE_WITHOUT_START,
  /** It completed, and of nothing that it wrote it says how much. */
  NO_OUTPUT_STATISTICS,
  /** It completed, and told of an error. */
  ERROR_THOUGH_COMPLETED,
  /** Its clocks do not agree: it ended before it started. */
  END_BEFORE_START,
  /** An event claims to be from more than an hour ahead. */
  FUTURE_TIME,
  /** An event claims to be from a little after it arrived. */
  CLOCK_SKEW,
  /** The producer could not read the lineage of all of it. */
  PARTIAL_EXTRACTION,
  /** A test of it failed that is not only to warn. */
  FAILED_TESTS,
  /** An assertion about one of its datasets failed that is not only to warn. */
  FAILED_ASSERTIONS;

  /** How far ahead an event may be before it counts as one from the future. */
  public static final Duration FUTURE = Duration.ofHours(1);

  /** What is odd about a run that can be told from its state alone, at the given time. */
  public static Set<RunFlag> of(RunState run, Instant now) {
    EnumSet<RunFlag> flags = EnumSet.noneOf(RunFlag.class);
    Instant endedAt = run.endedAt();
    Instant startedAt = run.startedAt();
    if (run.status() == RunStatus.COMPLETED) {
      addIf(flags, COMPLETE_WITHOUT_START, startedAt == null);
      addIf(flags, NO_OUTPUT_STATISTICS, writesUncounted(run));
      addIf(flags, ERROR_THOUGH_COMPLETED, run.error() != null);
    }
    addIf(
        flags,
        END_BEFORE_START,
        endedAt != null && startedAt != null && endedAt.isBefore(startedAt));
    addIf(flags, FUTURE_TIME, run.lastSeen().isAfter(now.plus(FUTURE)));
    var extraction = run.details().extraction();
    addIf(flags, PARTIAL_EXTRACTION, extraction != null && extraction.value().failed() > 0);
    var tests = run.details().tests();
    addIf(flags, FAILED_TESTS, tests != null && tests.value().failed() > 0);
    addIf(flags, FAILED_ASSERTIONS, run.uses().values().stream().anyMatch(RunUse::failsAssertions));
    return flags;
  }

  /** Whether these flags together make a completed run look like a failure. */
  public static boolean suspicious(Set<RunFlag> flags) {
    return flags.contains(ERROR_THOUGH_COMPLETED)
        || (flags.contains(COMPLETE_WITHOUT_START) && flags.contains(NO_OUTPUT_STATISTICS));
  }

  private static boolean writesUncounted(RunState run) {
    boolean writes = false;
    for (Map.Entry<DatasetRole, RunUse> use : run.uses().entrySet()) {
      if (use.getKey().role() == DatasetRole.Role.OUTPUT) {
        if (use.getValue().statistics() != null) {
          return false;
        }
        writes = true;
      }
    }
    return writes;
  }

  private static void addIf(EnumSet<RunFlag> flags, RunFlag flag, boolean holds) {
    if (holds) {
      flags.add(flag);
    }
  }
}
