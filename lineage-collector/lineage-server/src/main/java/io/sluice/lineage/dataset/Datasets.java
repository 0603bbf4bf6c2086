package io.sluice.lineage.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Caller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.alias.AliasNames;
import io.sluice.lineage.dataset.DatasetDetail.LifecycleEntry;
import io.sluice.lineage.dataset.DatasetDetail.SchemaVersion;
import io.sluice.lineage.dataset.DatasetStore.Row;
import io.sluice.lineage.dataset.DatasetStore.Schema;
import io.sluice.lineage.facet.Documentation;
import io.sluice.lineage.facet.Owner;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.HiddenNodes;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.projection.EntityIds;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts together what is known of a dataset under all its names. */
@Singleton
class Datasets {

  private static final int MAX_ALIASES = 20;
  private static final int MAX_MEMBERS = 1_000;
  private static final int MAX_MATCHES = 20_000;
  private static final int MAX_ROUNDS = 40;

  private final DatasetStore store;
  private final EntityStore entities;
  private final AliasNames names;
  private final HiddenNodes hidden;

  Datasets(DatasetStore store, EntityStore entities, AliasNames names, HiddenNodes hidden) {
    this.store = store;
    this.entities = entities;
    this.names = names;
    this.hidden = hidden;
  }

  /** A part of the list, and the name after which it goes on. */
  record Part(List<DatasetSummary> items, @Nullable DatasetId next) {}

  /**
   * The datasets after a name. Each stands where the one of its names stands that has the least id
   * among those that events use.
   */
  Part list(
      Caller caller, Filter filter, boolean includeHidden, @Nullable DatasetId after, int limit)
      throws SQLException {
    Set<UUID> also = new LinkedHashSet<>();
    if (!filter.isOpen()) {
      names.matching(filter::fits, MAX_MATCHES).forEach(name -> also.add(EntityIds.of(name)));
    }
    List<DatasetSummary> items = new ArrayList<>();
    Row last = after == null ? null : place(after);
    for (int round = 0; round < MAX_ROUNDS; round++) {
      List<Row> rows = store.after(last, filter, also, limit);
      Map<UUID, Row> known = known(rows);
      for (Row row : rows) {
        last = row;
        List<UUID> members = members(row.name());
        if (stands(row, members, known)) {
          DatasetSummary summary = summary(row.name(), of(members, known));
          if ((includeHidden || !summary.hidden()) && maySee(caller, row.name())) {
            items.add(summary);
          }
        }
        if (items.size() == limit) {
          return new Part(items, row.name());
        }
      }
      if (rows.size() < limit) {
        return new Part(items, null);
      }
    }
    return new Part(items, last == null ? null : last.name());
  }

  private static Row place(DatasetId name) {
    return new Row(EntityIds.of(name), name, Instant.EPOCH, Instant.EPOCH, false);
  }

  private boolean maySee(Caller caller, DatasetId name) {
    return caller.datasets().isEmpty() || names.of(name).stream().anyMatch(caller::mayTouch);
  }

  private List<UUID> members(DatasetId name) {
    return names.of(name).stream().limit(MAX_MEMBERS).map(EntityIds::of).toList();
  }

  private Map<UUID, Row> known(List<Row> rows) throws SQLException {
    Map<UUID, Row> known = new HashMap<>();
    Set<UUID> asked = new LinkedHashSet<>();
    for (Row row : rows) {
      known.put(row.id(), row);
      List<UUID> members = members(row.name());
      if (members.size() > 1) {
        asked.addAll(members);
      }
    }
    if (!asked.isEmpty()) {
      known.putAll(store.known(asked));
    }
    return known;
  }

  private static boolean stands(Row row, List<UUID> members, Map<UUID, Row> known) {
    return members.stream()
        .filter(known::containsKey)
        .min(Comparator.naturalOrder())
        .map(least -> least.equals(row.id()))
        .orElse(true);
  }

  private static List<Row> of(List<UUID> members, Map<UUID, Row> known) {
    List<Row> rows = new ArrayList<>();
    for (UUID member : members) {
      Row row = known.get(member);
      if (row != null) {
        rows.add(row);
      }
    }
    return rows;
  }

  private DatasetSummary summary(DatasetId name, Collection<Row> rows) {
    DatasetId canonical = names.canonical(name);
    List<DatasetId> all = names.of(name);
    return new DatasetSummary(
        canonical.namespace(),
        canonical.name(),
        all.stream().filter(each -> !each.equals(canonical)).limit(MAX_ALIASES).toList(),
        all.size() - 1,
        rows.stream().map(Row::firstSeen).min(Comparator.naturalOrder()).orElse(Instant.EPOCH),
        rows.stream().map(Row::lastSeen).max(Comparator.naturalOrder()).orElse(Instant.EPOCH),
        rows.stream().allMatch(Row::dropped),
        isHidden(canonical) || rows.stream().allMatch(row -> isHidden(row.name())));
  }

  private boolean isHidden(DatasetId name) {
    return hidden.hides(
        new GraphNode(EntityIds.of(name), GraphNode.Type.DATASET, name.namespace(), name.name()));
  }

  /**
   * A dataset under any of its names, if an event uses one of them.
   *
   * @param asOf the time of which the schema is wanted
   */
  Optional<DatasetDetail> find(DatasetId name, Instant asOf) throws SQLException {
    Map<UUID, Row> known = store.known(members(name));
    if (known.isEmpty()) {
      return Optional.empty();
    }
    ObjectNode facets = facets(known.keySet());
    List<SchemaVersion> versions = versions(store.schemas(known.keySet()));
    return Optional.of(
        new DatasetDetail(
            summary(name, known.values()),
            Owner.in(facets),
            Documentation.in(facets).orElse(null),
            at(versions, asOf),
            versions,
            store.changes(known.keySet()).stream()
                .map(
                    each ->
                        new LifecycleEntry(
                            each.at(), each.change(), each.dataset(), each.previous()))
                .toList(),
            facets));
  }

  private ObjectNode facets(Collection<UUID> ids) throws SQLException {
    Map<String, UUID> newest = store.newestFacets(ids);
    Map<UUID, ObjectNode> facetsOf = new HashMap<>();
    for (DatasetRow row : entities.datasets(new LinkedHashSet<>(newest.values()))) {
      facetsOf.put(row.id(), row.facets());
    }
    ObjectNode facets = JsonNodeFactory.instance.objectNode();
    newest.forEach(
        (key, owner) -> {
          ObjectNode all = facetsOf.get(owner);
          JsonNode facet = all == null ? null : all.get(key);
          if (facet != null) {
            facets.set(key, facet);
          }
        });
    return facets;
  }

  /** The newest first, each with what changed since the one before it of the same authority. */
  private static List<SchemaVersion> versions(List<Schema> oldestFirst) {
    List<SchemaVersion> versions = new ArrayList<>();
    Map<Boolean, JsonNode> before = new HashMap<>();
    for (Schema schema : oldestFirst) {
      JsonNode previous = before.put(schema.authoritative(), schema.fields());
      versions.add(
          0,
          new SchemaVersion(
              schema.version(),
              schema.authoritative(),
              schema.fields(),
              schema.firstSeen(),
              schema.lastSeen(),
              previous == null ? null : SchemaDiff.between(previous, schema.fields())));
    }
    return versions;
  }

  /** What held at a time: the version seen last by then; a writer's word outranks a reader's. */
  private static @Nullable SchemaVersion at(List<SchemaVersion> newestFirst, Instant time) {
    return newestFirst.stream()
        .filter(version -> !version.firstSeen().isAfter(time))
        .max(
            Comparator.comparing(SchemaVersion::authoritative)
                .thenComparing(
                    version -> version.lastSeen().isBefore(time) ? version.lastSeen() : time)
                .thenComparing(SchemaVersion::firstSeen)
                .thenComparing(SchemaVersion::version))
        .orElse(null);
  }
}
