package io.sluice.lineage.history;

import io.sluice.lineage.event.JobId;
import io.sluice.lineage.run.RunStatus;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** What a run came to once the runs that it started are counted too. */
@Singleton
class RunTree {

  private static final int MAX_DEPTH = 10;

  private final RunStore runs;

  RunTree(RunStore runs) {
    this.runs = runs;
  }

  /**
   * The run's own state, or FAILED or ABORTED if the last attempt of a child's job came to that: an
   * application often says COMPLETE whatever became of its parts, and a retry that succeeded makes
   * an earlier failure good.
   */
  RunStatus rolledUp(RunRow run) throws SQLException {
    return rolledUp(run, MAX_DEPTH, new HashSet<>());
  }

  private RunStatus rolledUp(RunRow run, int depth, Set<UUID> visited) throws SQLException {
    RunStatus worst = run.state().status();
    if (depth == 0 || !visited.add(run.id())) {
      return worst;
    }
    Map<JobId, RunRow> lastAttempts = new HashMap<>();
    for (RunRow child : runs.children(run.id())) {
      lastAttempts.merge(child.state().job().value(), child, RunTree::later);
    }
    for (RunRow child : lastAttempts.values()) {
      RunStatus status = rolledUp(child, depth - 1, visited);
      boolean bad = status == RunStatus.FAILED || status == RunStatus.ABORTED;
      if (bad && status.compareTo(worst) > 0) {
        worst = status;
      }
    }
    return worst;
  }

  private static RunRow later(RunRow left, RunRow right) {
    int byTime = left.state().begunAt().compareTo(right.state().begunAt());
    return (byTime != 0 ? byTime : left.id().compareTo(right.id())) >= 0 ? left : right;
  }
}
