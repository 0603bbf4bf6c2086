package io.sluice.lineage.event;

import java.util.List;

/** One OpenLineage event, recognised by its structure. */
public sealed interface LineageEvent permits RunEvent, JobEvent, DatasetEvent {

  /** The kinds of events. */
  enum Kind {
    RUN,
    JOB,
    DATASET
  }

  /** Which kind it is. */
  Kind kind();

  /** What every kind carries. */
  EventHeader header();

  /** The datasets that the event says are read; none for a dataset event. */
  List<DatasetUse> inputs();

  /** The datasets that the event says are written or described. */
  List<DatasetUse> outputs();
}
