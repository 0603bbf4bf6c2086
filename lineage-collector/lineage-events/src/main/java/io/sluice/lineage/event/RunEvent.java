package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * An event about one run of a job.
 *
 * @param header what every event carries
 * @param run the run
 * @param job the job that runs
 * @param type the step reported, if the producer said
 * @param runFacets what is said about the run
 * @param jobFacets what is said about the job
 * @param inputs what the run reads
 * @param outputs what the run writes
 */
public record RunEvent(
    EventHeader header,
    RunId run,
    JobId job,
    Optional<EventType> type,
    ObjectNode runFacets,
    ObjectNode jobFacets,
    List<DatasetUse> inputs,
    List<DatasetUse> outputs)
    implements LineageEvent {

  /** Copies the lists. */
  public RunEvent {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  @Override
  public Kind kind() {
    return Kind.RUN;
  }
}
