package io.sluice.lineage.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.lineage.projection.CloseReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The shapes in which parts of the graph are shown. */
final class Shown {

  private Shown() {}

  /**
   * A node.
   *
   * @param id its id, as it can be asked for
   * @param type JOB or DATASET
   * @param namespace its namespace
   * @param name its name
   * @param depth how many steps from where the walk began
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Node(
      String id, GraphNode.Type type, String namespace, String name, @Nullable Integer depth) {

    static Node of(GraphNode node, @Nullable Integer depth) {
      return new Node(node.nodeId(), node.type(), node.namespace(), node.name(), depth);
    }
  }

  /**
   * An edge.
   *
   * @param from where it begins
   * @param to where it ends
   * @param kind what it says
   * @param validFrom when it was first seen, by event time
   * @param validTo when it was closed, null while it is open
   * @param closeReason why it was closed
   * @param knownFrom since which log position that is known
   * @param hidden true if it stands for a way through hidden nodes
   */
  @JsonInclude(JsonInclude.Include.NON_DEFAULT)
  record Edge(
      String from,
      String to,
      EdgeKind kind,
      @Nullable Instant validFrom,
      @Nullable Instant validTo,
      @Nullable CloseReason closeReason,
      long knownFrom,
      boolean hidden) {

    static Edge of(String from, String to, EdgeKind kind, EdgeSpan span) {
      return new Edge(
          from,
          to,
          kind,
          Moment.instant(span.validFrom()),
          span.validTo() == EdgeTable.OPEN ? null : Moment.instant(span.validTo()),
          CloseReason.ofCode(span.tag()),
          span.knownFrom(),
          false);
    }

    /** Of two versions of what is shown as one edge the longer. */
    Edge merge(Edge other) {
      Edge open = validTo == null ? this : other;
      Edge earlier =
          validFrom != null && other.validFrom != null && other.validFrom.isBefore(validFrom)
              ? other
              : this;
      return new Edge(
          from,
          to,
          kind,
          earlier.validFrom,
          open.validTo,
          open.closeReason,
          Math.min(knownFrom, other.knownFrom),
          hidden && other.hidden);
    }
  }
}
