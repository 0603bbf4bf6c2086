package io.sluice.lineage.history;

import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.RunStateJson;
import io.sluice.lineage.run.DatasetRole;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Walks from a run to those that wrote what it read, by time; each ring is two questions. */
@Singleton
public class UpstreamStore {

  private static final int MAX_RUNS = 1_000;

  private final DataSource database;

  UpstreamStore(DataSource database) {
    this.database = database;
  }

  /**
   * A run and what it read.
   *
   * @param run the run
   * @param producers for each dataset that it read the run that wrote it last before, if one did
   */
  public record Step(RunRow run, Map<DatasetRole, UUID> producers) {}

  /**
   * The run and those upstream of it, the nearest first; at most 1,000.
   *
   * @param depth how many runs to go back
   */
  public List<Step> upstream(RunRow start, int depth) throws SQLException {
    List<Step> steps = new ArrayList<>();
    Set<UUID> visited = new LinkedHashSet<>(Set.of(start.id()));
    Collection<RunRow> ring = List.of(start);
    try (Connection connection = database.getConnection()) {
      for (int distance = 0; !ring.isEmpty(); distance++) {
        Map<UUID, Map<DatasetRole, UUID>> producers = producers(connection, ring);
        Set<UUID> next = new LinkedHashSet<>();
        for (RunRow run : ring) {
          Map<DatasetRole, UUID> mine = producers.getOrDefault(run.id(), Map.of());
          steps.add(new Step(run, mine));
          for (UUID producer : mine.values()) {
            if (distance < depth && visited.size() < MAX_RUNS && visited.add(producer)) {
              next.add(producer);
            }
          }
        }
        ring = next.isEmpty() ? List.of() : runs(connection, next);
      }
    }
    return steps;
  }

  private static Map<UUID, Map<DatasetRole, UUID>> producers(
      Connection connection, Collection<RunRow> runs) throws SQLException {
    record Read(UUID run, DatasetRole dataset) {}
    List<Read> reads = new ArrayList<>();
    List<UUID> datasets = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (RunRow run : runs) {
      run.state()
          .uses()
          .forEach(
              (dataset, use) -> {
                if (dataset.role() == DatasetRole.Role.INPUT) {
                  reads.add(new Read(run.id(), dataset));
                  datasets.add(EntityIds.of(dataset.dataset()));
                  times.add(use.lastSeen().toString());
                }
              });
    }
    if (reads.isEmpty()) {
      return Map.of();
    }
    record Written(int place, UUID run) {}
    Map<UUID, Map<DatasetRole, UUID>> producers = new HashMap<>();
    for (Written written :
        Sql.query(
            connection,
            row -> new Written(row.getInt(1), Sql.uuid(row, 2)),
            "select w.place::int, u.run_id"
                + " from unnest(?::uuid[], ?::uuid[], ?::timestamptz[])"
                + " with ordinality as w(reader, id, at, place)"
                + " cross join lateral (select run_id from job_use where dataset_id = w.id"
                + " and role = 'OUTPUT' and first_seen <= w.at and run_id <> w.reader"
                + " order by first_seen desc, run_id limit 1) u",
            reads.stream().map(Read::run).toList(),
            datasets,
            times.toArray(String[]::new))) {
      Read read = reads.get(written.place - 1);
      producers
          .computeIfAbsent(read.run, run -> new LinkedHashMap<>())
          .put(read.dataset, written.run);
    }
    return producers;
  }

  /** The texts of the ids of runs, as they were sent. */
  public Map<UUID, String> names(Collection<UUID> ids) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Map<UUID, String> names = new HashMap<>();
      runs(connection, ids).forEach(run -> names.put(run.id(), run.state().run().text()));
      return names;
    }
  }

  private static List<RunRow> runs(Connection connection, Collection<UUID> ids)
      throws SQLException {
    return Sql.query(
        connection,
        row -> {
          @Nullable UUID version = row.getObject(2, UUID.class);
          return new RunRow(Sql.uuid(row, 1), version, RunStateJson.read(row.getString(3)));
        },
        "select id, job_version, state from run where id = any(?) order by begun_at desc, id",
        ids);
  }
}
