package io.sluice.lineage.graph;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.sluice.lineage.graph.ColumnWalks.ColumnReached;
import io.sluice.lineage.projection.Freshness;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists all that lies downstream of a node: for whom, and for which columns, a change matters. */
@Singleton
class Impacts {

  private static final int MAX_REACHED = 1_000_000;
  private static final int MAX_OWNED = 100_000;

  private final Looks looks;
  private final OwnerStore owners;
  private final ColumnWalks columns;

  Impacts(Looks looks, OwnerStore owners, ColumnWalks columns) {
    this.looks = looks;
    this.owners = owners;
    this.columns = columns;
  }

  /**
   * What somebody answers for among what is reached.
   *
   * @param owner who
   * @param datasets how many datasets
   * @param jobs how many jobs
   */
  record Owned(String owner, int datasets, int jobs) {}

  /**
   * A node that is reached, and who answers for it.
   *
   * @param node the node
   * @param owners who answers for it, as far as that is known
   */
  record Affected(
      @JsonUnwrapped Shown.Node node,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> owners) {}

  /**
   * What depends on a node.
   *
   * @param node the node
   * @param datasetCount how many datasets do
   * @param jobCount how many jobs do
   * @param datasets the nearest datasets
   * @param jobs the nearest jobs
   * @param owners who answers for them, and for how many
   * @param columns the columns that values come to, and apart those that are only influenced; only
   *     where a column was asked for
   * @param truncated whether not everything was counted, or listed
   * @param freshness how current it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Impact(
      String node,
      int datasetCount,
      int jobCount,
      List<Affected> datasets,
      List<Affected> jobs,
      List<Owned> owners,
      ColumnWalks.@Nullable Columns columns,
      boolean truncated,
      Freshness.State freshness) {}

  /** What was reached: nodes as they are shown, and how far away. */
  private record Reach(Map<Integer, Integer> depths, boolean whole) {}

  /** All that depends on a node, or on one of its columns. */
  Impact of(Look look, int start, @Nullable String column, int depth, int limit)
      throws SQLException {
    ColumnWalks.Columns reachedColumns = null;
    Reach reach;
    if (column == null) {
      reach = looks.walk(scratch -> reach(look, start, depth, scratch));
    } else {
      reachedColumns = columns.downstream(look, start, column, depth);
      reach = datasetsOf(look, start, reachedColumns);
    }
    return describe(look, start, reach, reachedColumns, limit);
  }

  private static Reach reach(Look look, int start, int depth, Scratch scratch) {
    Walker walker = look.walker(scratch);
    int[] family = look.family(start);
    int[] found = walker.reached(family, depth, Direction.DOWNSTREAM, MAX_REACHED);
    int self = look.lens().shown(start);
    Map<Integer, Integer> depths = new LinkedHashMap<>();
    for (int node : found) {
      int shown = look.lens().shown(node);
      if (shown != self && !look.hides(shown)) {
        depths.putIfAbsent(shown, walker.depth(node));
      }
    }
    return new Reach(depths, found.length < MAX_REACHED);
  }

  /** The datasets that reached columns belong to. */
  private static Reach datasetsOf(Look look, int start, ColumnWalks.Columns columns) {
    Map<Integer, Integer> depths = new LinkedHashMap<>();
    List<ColumnReached> all = new ArrayList<>(columns.direct());
    all.addAll(columns.indirect());
    for (ColumnReached each : all) {
      int number = look.view().nodes().number(each.datasetId());
      if (number >= 0 && look.lens().leader(number) != start) {
        depths.putIfAbsent(look.lens().leader(number), each.depth());
      }
    }
    return new Reach(depths, !columns.truncated());
  }

  private Impact describe(
      Look look, int start, Reach reach, ColumnWalks.@Nullable Columns columns, int limit)
      throws SQLException {
    List<UUID> ids = new ArrayList<>();
    int datasetCount = 0;
    for (int node : reach.depths.keySet()) {
      datasetCount += look.view().nodes().isDataset(node) ? 1 : 0;
      if (ids.size() < MAX_OWNED) {
        ids.add(look.view().nodes().id(node));
      }
    }
    Map<UUID, List<String>> known = owners.of(ids, look.view().position());
    Map<String, Owned> byOwner = new TreeMap<>();
    List<Affected> datasets = new ArrayList<>();
    List<Affected> jobs = new ArrayList<>();
    for (Map.Entry<Integer, Integer> each : reach.depths.entrySet()) {
      int node = each.getKey();
      boolean dataset = look.view().nodes().isDataset(node);
      List<String> names =
          known.isEmpty() ? List.of() : known.getOrDefault(look.view().nodes().id(node), List.of());
      for (String name : names) {
        byOwner.merge(
            name,
            new Owned(name, dataset ? 1 : 0, dataset ? 0 : 1),
            (a, b) -> new Owned(a.owner, a.datasets + b.datasets, a.jobs + b.jobs));
      }
      List<Affected> list = dataset ? datasets : jobs;
      if (list.size() < limit) {
        list.add(new Affected(Shown.Node.of(look.lens().describe(node), each.getValue()), names));
      }
    }
    int jobCount = reach.depths.size() - datasetCount;
    return new Impact(
        look.lens().describe(look.lens().shown(start)).nodeId(),
        datasetCount,
        jobCount,
        datasets,
        jobs,
        List.copyOf(byOwner.values()),
        columns,
        !reach.whole || datasets.size() < datasetCount || jobs.size() < jobCount,
        looks.freshness());
  }
}
