package io.sluice.lineage.graph;

import io.sluice.catalog.model.DatasetId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Which names stand for one and the same dataset. The edges keep the names as they were sent; who
 * shows merged datasets asks here. Cheap enough to be asked for every node of a walk.
 */
public interface SameDataset {

  /** The id under which the dataset is shown: its own if it has one name only. */
  UUID canonical(UUID dataset);

  /**
   * The name under which the dataset is shown, empty if it has one name only. It may be a name that
   * no event uses as a dataset, such as the table that a path's symlinks facet tells of.
   */
  Optional<DatasetId> canonicalName(UUID dataset);

  /** The ids of all its names, itself among them, in a fixed order; at least one. */
  List<UUID> members(UUID dataset);

  /** Grows whenever an answer of the other methods may have changed. */
  long version();
}
