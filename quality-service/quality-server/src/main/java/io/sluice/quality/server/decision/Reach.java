package io.sluice.quality.server.decision;

import io.sluice.catalog.model.DatasetId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What lies downstream of some datasets, as lineage knew it at one position of its log.
 *
 * @param position that position
 * @param paths for each dataset asked about, each dataset reached and the shortest path to it, as
 *     node names with both ends
 */
public record Reach(long position, Map<DatasetId, Map<DatasetId, List<String>>> paths) {

  /** The path from one dataset down to another, if there is one. */
  public Optional<List<String>> path(DatasetId from, DatasetId to) {
    return Optional.ofNullable(paths.getOrDefault(from, Map.of()).get(to));
  }
}
