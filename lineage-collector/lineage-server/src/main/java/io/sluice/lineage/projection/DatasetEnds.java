package io.sluice.lineage.projection;

import io.sluice.lineage.facet.Lifecycle;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** What ends a dataset, or its name: the {@code lifecycleStateChange} facet. */
final class DatasetEnds {

  /** Reads what ended some datasets; their ids are asked for twice. */
  static final String SELECT =
      "select dataset_id, event_time, 'DROP' as reason from dataset_change"
          + " where change = 'DROP' and dataset_id = any(?) union all"
          + " select dataset_id, event_time, 'RENAME' from dataset_renamed"
          + " where dataset_id = any(?)";

  private DatasetEnds() {}

  /** The datasets that an event ends, and why. */
  static Map<UUID, CloseReason> of(Observed event) {
    Map<UUID, CloseReason> ends = new HashMap<>();
    for (Observed.Use use : event.uses()) {
      Lifecycle change = Lifecycle.in(use.sent().facets()).orElse(null);
      if (change != null && change.change() == Lifecycle.Change.DROP) {
        ends.put(use.id(), CloseReason.DROP);
      } else if (change != null && change.change() == Lifecycle.Change.RENAME) {
        change
            .previous()
            .map(EntityIds::of)
            .filter(previous -> !previous.equals(use.id()))
            .ifPresent(previous -> ends.putIfAbsent(previous, CloseReason.RENAME));
      }
    }
    return ends;
  }
}
