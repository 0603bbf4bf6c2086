package io.sluice.lineage.graph;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Reads node ids as Marquez writes them. Namespaces and names may hold colons, so that an id can be
 * read in more than one way; whoever knows what exists chooses.
 */
public final class NodeIds {

  private NodeIds() {}

  /** What a node id may mean. */
  public record Candidate(UUID id, GraphNode.Type type, String namespace, String name) {}

  /** Every way to read {@code job:NAMESPACE:NAME} or {@code dataset:NAMESPACE:NAME}. */
  public static List<Candidate> read(String nodeId) {
    int first = nodeId.indexOf(':');
    String kind = first < 0 ? "" : nodeId.substring(0, first);
    GraphNode.Type type =
        switch (kind) {
          case "job" -> GraphNode.Type.JOB;
          case "dataset", "datasetField" -> GraphNode.Type.DATASET;
          default -> throw invalid("nodeId must begin with 'job:', 'dataset:' or 'datasetField:'");
        };
    return split(nodeId.substring(first + 1), type);
  }

  private static List<Candidate> split(String rest, GraphNode.Type type) {
    List<Candidate> candidates = new ArrayList<>();
    if (rest.length() > 2 * DatasetId.MAX_LENGTH + 1) {
      throw invalid("nodeId is too long");
    }
    // From the right: names rarely hold colons, namespaces such as postgres://h:5432 often do.
    for (int at = rest.lastIndexOf(':'); at > 0; at = rest.lastIndexOf(':', at - 1)) {
      String namespace = rest.substring(0, at);
      String name = rest.substring(at + 1);
      candidate(type, namespace, name).ifPresent(candidates::add);
    }
    if (candidates.isEmpty()) {
      throw invalid("nodeId must hold a namespace and a name");
    }
    return candidates;
  }

  private static Optional<Candidate> candidate(GraphNode.Type type, String namespace, String name) {
    try {
      UUID id =
          switch (type) {
            case JOB -> EntityIds.of(new JobId(namespace, name));
            case DATASET -> EntityIds.of(new DatasetId(namespace, name));
          };
      return Optional.of(new Candidate(id, type, namespace, name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static ProblemException invalid(String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", "nodeId"));
  }
}
