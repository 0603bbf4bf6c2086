package io.sluice.lineage.alias;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.facet.Lifecycle;
import io.sluice.lineage.facet.Lifecycle.Change;
import io.sluice.lineage.facet.Symlink;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What events say about names: the newest symlinks facet of each dataset from each job (as a facet
 * replaces the one before it, but two engines need not tell the same), renames, and when a name
 * last began to mean a dataset.
 */
@Singleton
@Priority(30)
public class AliasPart implements ProjectionPart {

  /** For the container. */
  AliasPart() {}

  @Override
  public List<String> tables() {
    return List.of("alias_symlink", "alias_rename", "alias_birth");
  }

  @Override
  public Gathering gather() {
    return new Names();
  }

  /** What one facet, or the facets of one event, list. */
  private record Listed(DatasetId dataset, Set<Symlink> symlinks, long position) {}

  /** Two names and where a rename is told. */
  private record Renamed(DatasetId dataset, DatasetId previous, long position) {}

  private record SymlinkKey(UUID dataset, UUID job) {}

  private record RenameKey(UUID dataset, UUID previous) {}

  private static final class Names implements Gathering {

    private final Map<SymlinkKey, Latest<Listed>> symlinks = new LinkedHashMap<>();
    private final Map<RenameKey, Latest<Renamed>> renames = new LinkedHashMap<>();
    private final Map<UUID, Latest<Long>> births = new LinkedHashMap<>();

    @Override
    public void add(Observed event) {
      // An event may name a dataset more than once; together these are one report.
      Map<UUID, Listed> listed = new LinkedHashMap<>();
      for (Observed.Use use : event.uses()) {
        DatasetId dataset = use.sent().id();
        if (lists(use.sent().facets().get("symlinks"))) {
          listed
              .computeIfAbsent(
                  use.id(), id -> new Listed(dataset, new LinkedHashSet<>(), event.position()))
              .symlinks
              .addAll(Symlink.in(use.sent().facets()));
        }
        if (use.sent().facets().has("lifecycleStateChange")) {
          Lifecycle.in(use.sent().facets()).ifPresent(life -> add(event, use, life));
        }
      }
      listed.forEach(
          (id, facet) ->
              symlinks.merge(new SymlinkKey(id, event.job()), event.report(facet), Latest::newer));
    }

    /** A facet that neither lists names nor takes them back is set aside. */
    private static boolean lists(@Nullable JsonNode facet) {
      return facet != null
          && (facet.path("identifiers").isArray() || facet.path("_deleted").asBoolean(false));
    }

    private void add(Observed event, Observed.Use use, Lifecycle life) {
      if (life.change() == Change.CREATE || life.change() == Change.RENAME) {
        births.merge(use.id(), event.report(event.position()), Latest::newer);
      }
      if (life.change() == Change.RENAME) {
        life.previous()
            .filter(previous -> !previous.equals(use.sent().id()))
            .ifPresent(
                previous ->
                    renames.merge(
                        new RenameKey(use.id(), EntityIds.of(previous)),
                        event.report(new Renamed(use.sent().id(), previous, event.position())),
                        Latest::newer));
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      writeSymlinks(connection);
      writeRenames(connection);
      Rows rows = new Rows("uuid", "timestamptz", "text", "bigint");
      births.forEach((id, born) -> rows.add(id, born.at(), born.digest(), born.value()));
      rows.insert(
          connection,
          "alias_birth",
          "on conflict (dataset_id) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, position = excluded.position"
              + newer("alias_birth"));
    }

    private void writeSymlinks(Connection connection) throws SQLException {
      Rows rows = new Rows("uuid", "uuid", "timestamptz", "text", "bigint", "text", "text", "text");
      symlinks.forEach(
          (key, newest) ->
              rows.add(
                  key.dataset,
                  key.job,
                  newest.at(),
                  newest.digest(),
                  newest.value().position,
                  newest.value().dataset.namespace(),
                  newest.value().dataset.name(),
                  json(newest.value())));
      rows.insert(
          connection,
          "alias_symlink",
          "on conflict (dataset_id, job_id) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, position = excluded.position,"
              + " identifiers = excluded.identifiers"
              + newer("alias_symlink"));
    }

    private void writeRenames(Connection connection) throws SQLException {
      Rows rows =
          new Rows("uuid", "uuid", "timestamptz", "text", "bigint", "text", "text", "text", "text");
      renames.forEach(
          (key, newest) ->
              rows.add(
                  key.dataset,
                  key.previous,
                  newest.at(),
                  newest.digest(),
                  newest.value().position,
                  newest.value().dataset.namespace(),
                  newest.value().dataset.name(),
                  newest.value().previous.namespace(),
                  newest.value().previous.name()));
      rows.insert(
          connection,
          "alias_rename",
          "on conflict (dataset_id, previous_id) do update set event_time = excluded.event_time,"
              + " digest = excluded.digest, position = excluded.position"
              + newer("alias_rename"));
    }

    private static String newer(String table) {
      return " where (excluded.event_time, excluded.digest) > (%1$s.event_time, %1$s.digest)"
          .formatted(table);
    }

    private static String json(Listed listed) {
      ArrayNode list = JsonNodeFactory.instance.arrayNode();
      for (Symlink symlink : listed.symlinks) {
        if (!symlink.dataset().equals(listed.dataset)) {
          list.addObject()
              .put("namespace", symlink.dataset().namespace())
              .put("name", symlink.dataset().name())
              .put("type", symlink.type());
        }
      }
      return list.toString();
    }
  }
}
