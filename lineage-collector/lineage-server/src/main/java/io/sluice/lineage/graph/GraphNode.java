package io.sluice.lineage.graph;

import java.util.UUID;

/**
 * A job or a dataset in the graph.
 *
 * @param id its id in the projection
 * @param type which of the two
 * @param namespace its namespace
 * @param name its name
 */
public record GraphNode(UUID id, Type type, String namespace, String name) {

  /** What a node is. */
  public enum Type {
    JOB,
    DATASET
  }

  /** The node's id as Marquez writes it. */
  public String nodeId() {
    return switch (type) {
      case JOB -> "job:" + namespace + ":" + name;
      case DATASET -> "dataset:" + namespace + ":" + name;
    };
  }
}
