package io.sluice.demo.lineage;

import java.util.List;

/**
 * A job: what it reads, what it writes, and which column becomes which.
 *
 * @param name its name in the demonstration's namespace
 * @param description what it is for
 * @param inputs what it reads
 * @param outputs what it writes
 * @param origins where the outputs' columns come from
 */
public record JobSpec(
    String name,
    String description,
    List<LineageDataset> inputs,
    List<LineageDataset> outputs,
    List<ColumnOrigin> origins) {

  /** The namespace of all of the demonstration's jobs. */
  public static final String NAMESPACE = "demo";

  /** Copies the lists. */
  public JobSpec {
    inputs = List.copyOf(inputs);
    outputs = List.copyOf(outputs);
    origins = List.copyOf(origins);
  }
}
