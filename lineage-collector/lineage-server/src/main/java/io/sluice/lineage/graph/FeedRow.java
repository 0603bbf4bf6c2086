package io.sluice.lineage.graph;

import io.sluice.lineage.projection.CloseReason;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the projection's edges or links, and where it belongs in a graph. */
record FeedRow(Target target, Key from, Key to, @Nullable Key via, EdgeSpan span) {

  /** A node's id in two halves. */
  record Key(long most, long least) {
    boolean isNothing() {
      return most == 0 && least == 0;
    }

    UUID uuid() {
      return new UUID(most, least);
    }
  }

  /** What of a graph it is about. */
  enum Target {
    EDGE,
    FLOW,
    FAMILY
  }

  /** Reads job, dataset, role and the rest of the table edge. */
  static FeedRow edge(BinaryCopy row) throws SQLException {
    Key job = key(row);
    Key dataset = key(row);
    boolean reads = row.initial() == 'I';
    return new FeedRow(
        Target.EDGE, reads ? dataset : job, reads ? job : dataset, null, span(row, (byte) 0));
  }

  /** Reads kind, from, to, job and the rest of the table link. */
  static FeedRow link(BinaryCopy row) throws SQLException {
    String kind = row.text();
    Key from = key(row);
    Key to = key(row);
    Key job = key(row);
    return switch (kind == null ? "" : kind) {
      case "DERIVES", "TRIGGERS" -> new FeedRow(Target.EDGE, from, to, null, span(row, (byte) 0));
      case "PARENT" -> new FeedRow(Target.FAMILY, from, to, null, span(row, GraphView.PARENT));
      case "COMMAND" -> new FeedRow(Target.FAMILY, from, to, null, span(row, GraphView.COMMAND));
      case "FLOW" -> flow(from, to, job, span(row, GraphView.FLOW));
      case "INFLUENCE" -> flow(from, to, job, span(row, GraphView.INFLUENCE));
      case "INDIRECT" -> flow(from, to, job, span(row, GraphView.INDIRECT));
      default -> throw new SQLException("no such kind of link: " + kind);
    };
  }

  /** A flow without an output ends at its job. */
  private static FeedRow flow(Key from, Key to, Key job, EdgeSpan span) {
    return new FeedRow(
        Target.FLOW, job, to.isNothing() ? job : to, from.isNothing() ? null : from, span);
  }

  static Key key(BinaryCopy row) throws SQLException {
    if (!row.uuid()) {
      throw new SQLException("an id is null");
    }
    return new Key(row.half(), row.half());
  }

  /** The tag is given for some; of edges it tells why they were closed. */
  private static EdgeSpan span(BinaryCopy row, byte tag) throws SQLException {
    long validFrom = row.micros(0);
    long validTo = row.micros(EdgeTable.OPEN);
    String reason = row.text();
    byte code = tag != 0 || reason == null ? tag : CloseReason.valueOf(reason).code();
    return new EdgeSpan(validFrom, validTo, row.number(0), row.number(EdgeTable.OPEN), code);
  }

  /** The ids that it names, be they of jobs or of datasets. */
  List<Key> ids() {
    return via == null ? List.of(from, to) : List.of(from, to, via);
  }

  /** Adds it to a graph that knows its nodes; left out if one has no name. */
  void addTo(GraphBuilder graph, boolean fresh) {
    int start = graph.nodes().number(from.most, from.least);
    int end = graph.nodes().number(to.most, to.least);
    int input = via == null ? EdgeTable.NONE : graph.nodes().number(via.most, via.least);
    if (start < 0 || end < 0 || (via != null && input < 0)) {
      return;
    }
    Relation relation =
        switch (target) {
          case EDGE -> graph.edges();
          case FLOW -> graph.flows();
          case FAMILY -> graph.family();
        };
    if (fresh) {
      relation.load(start, end, input, span);
    } else {
      relation.apply(start, end, input, span);
    }
  }
}
