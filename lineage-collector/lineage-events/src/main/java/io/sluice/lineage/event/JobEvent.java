package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * An event that declares a job and what it reads and writes, with no run in sight.
 *
 * @param header what every event carries
 * @param job the job
 * @param jobFacets what is said about the job
 * @param inputs what the job reads, all of it
 * @param outputs what the job writes, all of it
 */
public record JobEvent(
    EventHeader header,
    JobId job,
    ObjectNode jobFacets,
    List<DatasetUse> inputs,
    List<DatasetUse> outputs)
    implements LineageEvent {

  /** Copies the lists. */
  public JobEvent {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
  }

  @Override
  public Kind kind() {
    return Kind.JOB;
  }
}
