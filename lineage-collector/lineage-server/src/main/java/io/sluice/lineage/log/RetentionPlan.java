package io.sluice.lineage.log;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decides which partitions may go: the oldest, while everything in them is beyond a limit. */
final class RetentionPlan {

  private RetentionPlan() {}

  /**
   * The partitions that may go, in order.
   *
   * @param partitions those that hold events, the oldest first
   * @param last the log's last position
   */
  static List<LogPartition> droppable(
      List<KeptPartition> partitions,
      long last,
      Instant now,
      Optional<Duration> maxAge,
      OptionalLong maxEvents) {
    List<LogPartition> droppable = new ArrayList<>();
    for (KeptPartition kept : partitions) {
      LogPartition partition = kept.partition();
      boolean old = maxAge.isPresent() && kept.newest().isBefore(now.minus(maxAge.get()));
      boolean beyond =
          maxEvents.isPresent() && last - (partition.past() - 1) >= maxEvents.getAsLong();
      // The last one stays, however old: new events go into it.
      if (partition.past() > last || !(old || beyond)) {
        break;
      }
      droppable.add(partition);
    }
    return droppable;
  }
}
