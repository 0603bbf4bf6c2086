package io.sluice.lineage.graph;

import io.quarkus.arc.All;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.util.List;

/** Turns the parameters of a request into what it looks at. */
@Singleton
class Looks {

  private final LineageGraph graph;
  private final SameDataset same;
  private final List<HiddenNodes> hidden;
  private final Freshness freshness;

  Looks(LineageGraph graph, SameDataset same, @All List<HiddenNodes> hidden, Freshness freshness) {
    this.graph = graph;
    this.same = same;
    this.hidden = hidden;
    this.freshness = freshness;
  }

  /** What the request looks at, once the graph has come as far as it wants. */
  Look look(ReadParameters read) {
    freshness.await(read.minPosition);
    GraphView view = graph.view();
    Moment moment = Moments.of(read.asOf(), read.knownAt, view.position());
    return new Look(
        view,
        Lens.merged(view, moment, same, read.collapse),
        new WalkOptions(moment, read.kinds(), read.direct),
        read.includeHidden ? List.of() : hidden);
  }

  /** How often the names of datasets changed. */
  long namesVersion() {
    return same.version();
  }

  Freshness.State freshness() {
    return freshness.now();
  }

  /** Lends arrays for a walk. */
  <T> T walk(Look.Walking<T> walking) {
    return graph.scratches().with(walking);
  }

  /**
   * The node that an id names.
   *
   * @throws ProblemException 404 if none of the ways to read it names something in the graph
   */
  int find(Look look, String parameter, String nodeId) {
    if (nodeId.startsWith("datasetField:")) {
      throw ReadParameters.invalid(parameter, parameter + " must name a job or a dataset");
    }
    for (NodeIds.Candidate candidate : NodeIds.read(nodeId)) {
      for (java.util.UUID id :
          candidate.type() == GraphNode.Type.DATASET
              ? same.members(candidate.id())
              : List.of(candidate.id())) {
        int number = look.view().nodes().number(id);
        if (number >= 0) {
          return look.lens().leader(number);
        }
      }
    }
    throw new ProblemException(CommonProblem.NOT_FOUND, "No node '" + nodeId + "' is known.");
  }
}
