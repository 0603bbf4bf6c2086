package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A run that may have been where the trouble began, with what is needed to tell.
 *
 * @param row the run
 * @param derived what follows for it
 * @param path from the run in question to it
 * @param dependency whether the run before it on the path only waits for it
 * @param earlier the runs of its job before it, newest first
 * @param inputs what it read
 */
record Suspect(
    RunRow row,
    Derived derived,
    List<Cause.Step> path,
    boolean dependency,
    List<RunRow> earlier,
    List<Input> inputs) {

  Suspect {
    path = List.copyOf(path);
    earlier = List.copyOf(earlier);
    inputs = List.copyOf(inputs);
  }

  /**
   * A dataset that it read.
   *
   * @param dataset the dataset
   * @param writer the run that wrote what it read, null if it is not known
   * @param writerRuns the runs of the writer's job before it began, newest first
   * @param schemaChange how the columns differ from those of the last good run
   */
  record Input(
      DatasetId dataset,
      @Nullable RunRow writer,
      List<RunRow> writerRuns,
      @Nullable SchemaChange schemaChange) {

    Input {
      writerRuns = List.copyOf(writerRuns);
    }
  }

  int distance() {
    return path.size() - 1;
  }

  /** The last run of its job before it that went well. */
  Optional<RunRow> lastGood() {
    return lastGood(earlier);
  }

  static Optional<RunRow> lastGood(List<RunRow> newestFirst) {
    return newestFirst.stream().filter(Suspect::good).findFirst();
  }

  /** Whether a run completed and nothing that it tells speaks against it. */
  static boolean good(RunRow run) {
    Set<RunFlag> flags = RunFlag.of(run.state(), Instant.MAX.minus(RunFlag.FUTURE));
    return run.state().status() == RunStatus.COMPLETED
        && !RunFlag.suspicious(flags)
        && !flags.contains(RunFlag.FAILED_TESTS)
        && !flags.contains(RunFlag.FAILED_ASSERTIONS);
  }
}
