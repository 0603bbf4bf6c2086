package io.sluice.lineage.graph;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonRawValue;
import io.sluice.catalog.model.DatasetId;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Walks column lineage over any number of hops, all names of a dataset as one. A column is reached
 * directly if values come to it on some way of DIRECT links alone; else it is only influenced.
 */
@Singleton
class ColumnWalks {

  private static final int MAX_COLUMNS = 100_000;

  private final ColumnStepStore store;
  private final SameDataset same;

  ColumnWalks(ColumnStepStore store, SameDataset same) {
    this.store = store;
    this.same = same;
  }

  /**
   * A column that was reached.
   *
   * @param datasetId the id of its dataset
   * @param dataset its dataset
   * @param field its name
   * @param depth how many links away
   */
  record ColumnReached(@JsonIgnore UUID datasetId, DatasetId dataset, String field, int depth) {}

  /** One end of a link. */
  record Column(DatasetId dataset, String field) {}

  /**
   * A link between two columns.
   *
   * @param from the column that it begins at
   * @param to the column that it ends at
   * @param direct whether the value itself flows
   * @param transformations how, in the producer's words
   */
  record Link(Column from, Column to, boolean direct, @JsonRawValue String transformations) {}

  /**
   * What was reached.
   *
   * @param direct columns that values come to, or come from
   * @param indirect columns that are only influenced, or only influence
   * @param links the links that were gone along
   * @param truncated whether there is more than was looked at
   */
  record Columns(
      List<ColumnReached> direct,
      List<ColumnReached> indirect,
      List<Link> links,
      boolean truncated) {}

  /** A column as it is told from others in a walk. */
  private record Key(UUID dataset, String field) {}

  private record Walk(Map<Key, ColumnReached> reached, Set<Link> links, boolean whole) {}

  /** Everything downstream of a column. */
  Columns downstream(Look look, int start, String column, int depth) throws SQLException {
    Instant asOf =
        look.options().moment().asOf() == Moment.OPEN_ENDED
            ? null
            : Moment.instant(look.options().moment().asOf());
    return around(
        look.view().nodes().id(start), column, Direction.DOWNSTREAM, depth, MAX_COLUMNS, asOf);
  }

  /** Everything that a dataset's columns, or one of them, come from or go to. */
  Columns around(
      UUID dataset,
      @Nullable String field,
      Direction direction,
      int depth,
      int limit,
      @Nullable Instant asOf)
      throws SQLException {
    Walk values = walk(dataset, field, direction, depth, limit, asOf, true);
    Walk all = walk(dataset, field, direction, depth, limit, asOf, false);
    List<ColumnReached> indirect = new ArrayList<>();
    all.reached.forEach(
        (key, column) -> {
          if (!values.reached.containsKey(key)) {
            indirect.add(column);
          }
        });
    return new Columns(
        List.copyOf(values.reached.values()),
        indirect,
        List.copyOf(all.links),
        !values.whole || !all.whole);
  }

  private Walk walk(
      UUID dataset,
      @Nullable String field,
      Direction direction,
      int depth,
      int limit,
      @Nullable Instant asOf,
      boolean directOnly)
      throws SQLException {
    boolean down = direction == Direction.DOWNSTREAM;
    Map<Key, ColumnReached> reached = new LinkedHashMap<>();
    Set<Link> links = new LinkedHashSet<>();
    Set<Key> begun = new LinkedHashSet<>();
    List<ColumnStepStore.Step> ring =
        store.from(same.members(dataset), field, down, directOnly, limit, asOf);
    UUID self = same.canonical(dataset);
    ring.forEach(step -> begun.add(new Key(self, down ? step.inputField() : step.field())));
    for (int hop = 1; !ring.isEmpty(); hop++) {
      Set<Key> next = new LinkedHashSet<>();
      for (ColumnStepStore.Step step : ring) {
        links.add(link(step));
        UUID id = same.canonical(down ? step.dataset() : step.input());
        Key key = new Key(id, down ? step.field() : step.inputField());
        DatasetId name =
            named(down ? step.dataset() : step.input(), down ? step.name() : step.inputName());
        if (!begun.contains(key) && !reached.containsKey(key)) {
          reached.put(key, new ColumnReached(id, name, key.field, hop));
          next.add(key);
        }
      }
      if (reached.size() >= limit || links.size() >= limit) {
        return new Walk(reached, links, false);
      }
      if (hop >= depth || next.isEmpty()) {
        break;
      }
      List<UUID> datasets = new ArrayList<>();
      List<String> fields = new ArrayList<>();
      for (Key key : next) {
        for (UUID member : same.members(key.dataset)) {
          datasets.add(member);
          fields.add(key.field);
        }
      }
      ring = store.from(datasets, fields, down, directOnly, limit, asOf);
    }
    return new Walk(reached, links, true);
  }

  private Link link(ColumnStepStore.Step step) {
    return new Link(
        new Column(named(step.input(), step.inputName()), step.inputField()),
        new Column(named(step.dataset(), step.name()), step.field()),
        step.direct(),
        step.transformations());
  }

  private DatasetId named(UUID id, DatasetId sent) {
    return same.canonicalName(id).orElse(sent);
  }
}
