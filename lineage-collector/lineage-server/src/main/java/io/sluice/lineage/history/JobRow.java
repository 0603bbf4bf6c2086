package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the projection knows it.
 *
 * @param id its id
 * @param namespace its namespace
 * @param name its name
 * @param firstSeen the earliest event that mentions it
 * @param lastSeen the latest event that mentions it
 * @param inputs what it reads now
 * @param outputs what it writes now
 * @param currentVersion its newest version
 * @param latestRuns its newest runs, the newest first
 * @param facets its facets
 * @param tags the tags that somebody gave it
 */
public record JobRow(
    UUID id,
    String namespace,
    String name,
    Instant firstSeen,
    Instant lastSeen,
    List<NameRow> inputs,
    List<NameRow> outputs,
    @Nullable UUID currentVersion,
    List<RunRow> latestRuns,
    ObjectNode facets,
    List<String> tags) {

  /** Copies the lists. */
  public JobRow {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    latestRuns = List.copyOf(latestRuns);
    tags = List.copyOf(tags);
  }

  /** Its newest run, null if it has none. */
  public @Nullable RunRow latestRun() {
    return latestRuns.isEmpty() ? null : latestRuns.get(0);
  }
}
