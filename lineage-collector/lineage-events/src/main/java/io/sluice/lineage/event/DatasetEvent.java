package io.sluice.lineage.event;

import java.util.List;

/**
 * An event that describes a dataset, with no job in sight.
 *
 * @param header what every event carries
 * @param dataset the dataset and what is said about it
 */
public record DatasetEvent(EventHeader header, DatasetUse dataset) implements LineageEvent {

  @Override
  public List<DatasetUse> inputs() {
    return List.of();
  }

  @Override
  public List<DatasetUse> outputs() {
    return List.of(dataset);
  }

  @Override
  public Kind kind() {
    return Kind.DATASET;
  }
}
