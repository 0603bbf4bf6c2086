package io.sluice.lineage.graph;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What lies downstream or upstream of some datasets, and by which path. */
@Path("/api/lineage/v1/closures")
@Tag(name = "Graph")
@Blocking
public class ClosureResource {

  private static final int MAX_DATASETS = 1_000;
  private static final int MAX_REACHED = 100_000;

  /** As an object and as text. */
  private static final int BYTES_OF_A_STEP = 256;

  private final ReadBudget budget;
  private final LineageGraph graph;
  private final Freshness freshness;

  ClosureResource(LineageGraph graph, Freshness freshness, ReadBudget budget) {
    this.budget = budget;
    this.graph = graph;
    this.freshness = freshness;
  }

  /**
   * Which closures are wanted.
   *
   * @param datasets where to start
   * @param direction which way to go
   * @param minPosition how far the graph must have come, if that matters
   * @param asOf what was true at this time; if missing, what is true with no end in sight
   * @param knownAt by what was known at this log position; if missing, all that is known
   */
  public record Request(
      List<DatasetId> datasets,
      Direction direction,
      @Nullable Long minPosition,
      @Nullable Instant asOf,
      @Nullable Long knownAt) {
    /** Checks that nothing is missing and the list is bounded. */
    public Request {
      Objects.requireNonNull(direction, "direction");
      datasets = List.copyOf(datasets);
      if (datasets.size() > MAX_DATASETS) {
        throw new IllegalArgumentException("at most " + MAX_DATASETS + " datasets at a time");
      }
    }
  }

  /**
   * A step of a path.
   *
   * @param type JOB or DATASET
   * @param namespace its namespace
   * @param name its name
   */
  public record Step(GraphNode.Type type, String namespace, String name) {}

  /**
   * A dataset that can be reached.
   *
   * @param dataset the dataset
   * @param path a shortest path to it, ends included; of one that is very long the first step and
   *     the last 200
   */
  public record Reached(DatasetId dataset, List<Step> path) {}

  /**
   * All that can be reached from one dataset.
   *
   * @param dataset where it starts
   * @param reached what can be reached
   */
  public record Closure(DatasetId dataset, List<Reached> reached) {}

  /**
   * The closures, and how current they are.
   *
   * @param position the last event taken into account
   * @param asOf when that was so
   * @param lagMs for how long events have been waiting
   * @param closures one for each dataset asked for
   */
  public record Closures(long position, Instant asOf, long lagMs, List<Closure> closures) {}

  /** Walks the graph from each of the datasets. */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_READ)
  @Operation(operationId = "getClosures", summary = "What can be reached from some datasets")
  public Closures closures(@Nullable Request request) {
    if (request == null) {
      throw new ProblemException(CommonProblem.INVALID_REQUEST, "The body is empty.");
    }
    Freshness.State state =
        freshness.await(request.minPosition() == null ? 0 : request.minPosition());
    GraphView view = graph.view();
    Moment moment = Moments.of(request.asOf(), request.knownAt(), view.position());
    List<Closure> closures = new ArrayList<>();
    int left = MAX_REACHED;
    for (DatasetId dataset : request.datasets()) {
      Closure closure = closure(view, dataset, request.direction(), left, moment);
      left -= closure.reached().size();
      closures.add(closure);
    }
    long steps = 0;
    for (Closure closure : closures) {
      for (Reached reached : closure.reached()) {
        steps += reached.path().size();
      }
    }
    budget.take(steps * BYTES_OF_A_STEP);
    return new Closures(state.position(), state.asOf(), state.lagMs(), closures);
  }

  private Closure closure(
      GraphView view, DatasetId dataset, Direction direction, int limit, Moment moment) {
    List<List<GraphNode>> paths =
        graph.closure(view, EntityIds.of(dataset), direction, limit, moment);
    if (paths.size() > limit) {
      // A closure that leaves something out would let a gate pass that must halt.
      throw new ProblemException(
          CommonProblem.UNPROCESSABLE, "More than " + MAX_REACHED + " datasets can be reached.");
    }
    List<Reached> reached = new ArrayList<>(paths.size());
    for (List<GraphNode> path : paths) {
      GraphNode end = path.get(path.size() - 1);
      reached.add(
          new Reached(
              new DatasetId(end.namespace(), end.name()),
              path.stream().map(n -> new Step(n.type(), n.namespace(), n.name())).toList()));
    }
    return new Closure(dataset, reached);
  }
}
