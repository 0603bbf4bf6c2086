package io.sluice.lineage.runs;

import io.sluice.lineage.event.RunId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.UUID;

/** Finds the run that a path names. */
@Singleton
class KnownRuns {

  private final RunStore runs;

  KnownRuns(RunStore runs) {
    this.runs = runs;
  }

  /**
   * The run of that id, as the producer sent it.
   *
   * @throws ProblemException 404 if no event and no other run names it
   */
  RunRow require(String id) throws SQLException {
    UUID uuid;
    try {
      uuid = RunId.of(id).uuid();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.NOT_FOUND, String.valueOf(e.getMessage()));
    }
    return runs.find(uuid)
        .orElseThrow(
            () -> new ProblemException(CommonProblem.NOT_FOUND, "No run '" + id + "' is known."));
  }
}
