package io.sluice.lineage.runs;

import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The runs that some runs started, and those that these started in turn. */
final class Family {

  private final Map<UUID, List<Member>> children = new HashMap<>();

  /**
   * A run that another one started.
   *
   * @param id the run
   * @param job its job
   * @param status its own state
   * @param begunAt when it began
   */
  record Member(UUID id, UUID job, RunStatus status, Instant begunAt) {}

  /**
   * How many a run started.
   *
   * @param children the runs that it started itself
   * @param failed the jobs among them whose last attempt came to FAILED or ABORTED
   */
  record Counts(int children, int failed) {}

  void add(UUID parent, Member child) {
    children.computeIfAbsent(parent, any -> new ArrayList<>()).add(child);
  }

  /**
   * A run's own state, or FAILED or ABORTED if the last attempt of a child's job came to that: an
   * application often says COMPLETE whatever became of its parts, and a retry that succeeded makes
   * an earlier failure good.
   */
  RunStatus rolledUp(UUID run, RunStatus own) {
    return rolledUp(run, own, new HashSet<>());
  }

  private RunStatus rolledUp(UUID run, RunStatus own, Set<UUID> visited) {
    RunStatus worst = own;
    // Runs may claim to be each other's parents.
    if (visited.add(run)) {
      for (Member child : lastAttempts(run)) {
        RunStatus status = rolledUp(child.id, child.status, visited);
        if (bad(status) && status.compareTo(worst) > 0) {
          worst = status;
        }
      }
    }
    return worst;
  }

  Counts counts(UUID run) {
    int failed = 0;
    for (Member child : lastAttempts(run)) {
      failed += bad(rolledUp(child.id, child.status)) ? 1 : 0;
    }
    return new Counts(children.getOrDefault(run, List.of()).size(), failed);
  }

  private Collection<Member> lastAttempts(UUID run) {
    Map<UUID, Member> last = new HashMap<>();
    for (Member child : children.getOrDefault(run, List.of())) {
      last.merge(child.job, child, Family::later);
    }
    return last.values();
  }

  private static Member later(Member left, Member right) {
    int byTime = left.begunAt.compareTo(right.begunAt);
    return (byTime != 0 ? byTime : left.id.compareTo(right.id)) >= 0 ? left : right;
  }

  private static boolean bad(RunStatus status) {
    return status == RunStatus.FAILED || status == RunStatus.ABORTED;
  }
}
