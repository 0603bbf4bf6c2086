package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.Freshness;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells what may be why a run went wrong. */
@Singleton
public class RootCauseReport {

  private static final int MAX_CAUSES = 200;

  private final RootCauseWalk walk;
  private final RunStates states;

  RootCauseReport(RootCauseWalk walk, RunStates states) {
    this.walk = walk;
    this.states = states;
  }

  /**
   * What may be why a run went wrong.
   *
   * @param run the run in question
   * @param lastGood the last run of its job before it that went well, null if none is known
   * @param first the cause that came first, null if none was found
   * @param causes all of them, the earliest first; two hundred at the most
   * @param examined how many runs were looked at
   * @param truncated whether there were more
   * @param freshness how current it is
   */
  public record Answer(
      RunSummary run,
      @Nullable RunSummary lastGood,
      @Nullable Cause first,
      List<Cause> causes,
      int examined,
      boolean truncated,
      Freshness.State freshness) {}

  /** What was found upstream of a run. */
  Answer about(RunRow run, Freshness.State freshness) throws SQLException {
    RootCauseWalk.Walked walked = walk.from(run);
    Suspect start = walked.suspects().get(0);
    RunRow lastGood = start.lastGood().orElse(null);
    List<RunRow> shown = new ArrayList<>(List.of(run));
    if (lastGood != null) {
      shown.add(lastGood);
    }
    Map<UUID, Derived> derived = states.derive(shown);
    List<Cause> causes = RootCauses.among(walked.suspects());
    return new Answer(
        summary(run, derived),
        lastGood == null ? null : summary(lastGood, derived),
        causes.isEmpty() ? null : causes.get(0),
        causes.subList(0, Math.min(causes.size(), MAX_CAUSES)),
        walked.suspects().size(),
        walked.truncated(),
        freshness);
  }

  private static RunSummary summary(RunRow row, Map<UUID, Derived> derived) {
    return RunSummary.of(row, Objects.requireNonNull(derived.get(row.id())));
  }
}
