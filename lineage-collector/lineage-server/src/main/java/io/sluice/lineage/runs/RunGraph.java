package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.history.RunRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which run read what which other wrote.
 *
 * @param runs the runs, the one that was asked for first, near ones before far ones
 * @param reads what they read; where the writer is not known, or beyond the depth, also said
 * @param truncated whether something was left out because there was too much
 */
public record RunGraph(List<Node> runs, List<Read> reads, boolean truncated) {

  /** Copies the lists. */
  public RunGraph {
    runs = List.copyOf(runs);
    reads = List.copyOf(reads);
  }

  /**
   * A run.
   *
   * @param row the run
   * @param distance how many runs lie between it and the one that was asked for, and one more
   */
  public record Node(RunRow row, int distance) {}

  /**
   * A dataset read by a run.
   *
   * @param reader the run that read it
   * @param dataset the dataset
   * @param version the version of its data, by the reader or else by the writer; null if neither
   *     said
   * @param writer the run that wrote what was read, null if it is not known
   * @param match how that is known
   */
  public record Read(
      UUID reader,
      DatasetId dataset,
      @Nullable String version,
      @Nullable UUID writer,
      VersionMatch match) {}
}
