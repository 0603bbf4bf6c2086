package io.sluice.lineage.tags;

import io.sluice.catalog.model.DatasetId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Which labels columns inherit: a column has the labels of the columns that its values come from,
 * however far away, unless they are masked on the way. Influence alone (INDIRECT) hands nothing on.
 */
final class Inheritance {

  private Inheritance() {}

  /**
   * A column.
   *
   * @param id the dataset's id
   * @param dataset the dataset
   * @param field the column's name
   */
  record Column(UUID id, DatasetId dataset, String field) {}

  /**
   * Values going from one column to another.
   *
   * @param from where they come from
   * @param to where they go
   * @param plain whether they arrive as they are: derived, and not masked
   */
  record Flow(Column from, Column to, boolean plain) {}

  /**
   * A label that a column inherits.
   *
   * @param field the column that inherits it
   * @param tag the label
   * @param path the columns that it came by, from the one that has it to the one that inherits it
   */
  record Inherited(String field, OwnTag tag, List<Column> path) {
    Inherited {
      path = List.copyOf(path);
    }
  }

  /**
   * What the columns of some datasets, which are names of one, inherit.
   *
   * @param datasets the dataset by all its names
   * @param flows the flows upstream of it
   * @param tags the labels of datasets
   * @param limit how many labels are told of at most
   */
  static List<Inherited> of(
      Set<UUID> datasets,
      Collection<Flow> flows,
      Map<UUID, ? extends Collection<OwnTag>> tags,
      int limit) {
    Map<Column, Set<Column>> sources = new HashMap<>();
    Set<Column> starts = new LinkedHashSet<>();
    for (Flow flow : flows) {
      if (flow.plain) {
        sources.computeIfAbsent(flow.to, to -> new LinkedHashSet<>()).add(flow.from);
        if (datasets.contains(flow.to.id)) {
          starts.add(flow.to);
        }
      }
    }
    List<Inherited> inherited = new ArrayList<>();
    for (Column start : starts) {
      walk(start, datasets, sources, tags, limit, inherited);
    }
    return inherited;
  }

  /** Goes upstream in rings, so that each label is told of by a shortest path. */
  private static void walk(
      Column start,
      Set<UUID> datasets,
      Map<Column, Set<Column>> sources,
      Map<UUID, ? extends Collection<OwnTag>> tags,
      int limit,
      List<Inherited> inherited) {
    Map<Column, Column> next = new LinkedHashMap<>();
    next.put(start, start);
    Deque<Column> queue = new ArrayDeque<>(List.of(start));
    while (!queue.isEmpty()) {
      Column column = queue.remove();
      if (!column.equals(start) && !datasets.contains(column.id)) {
        for (OwnTag tag : tags.containsKey(column.id) ? tags.get(column.id) : List.<OwnTag>of()) {
          if (column.field.equals(tag.field()) && inherited.size() < limit) {
            inherited.add(new Inherited(start.field, tag, path(column, start, next)));
          }
        }
      }
      for (Column source : sources.getOrDefault(column, Set.of())) {
        if (next.putIfAbsent(source, column) == null) {
          queue.add(source);
        }
      }
    }
  }

  private static List<Column> path(Column from, Column start, Map<Column, Column> next) {
    List<Column> path = new ArrayList<>();
    Column column = from;
    while (column != null && !column.equals(start)) {
      path.add(column);
      column = next.get(column);
    }
    path.add(start);
    return path;
  }
}
