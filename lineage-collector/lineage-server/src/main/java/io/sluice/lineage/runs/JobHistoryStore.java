package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** The past of jobs and of the columns of datasets. */
@Singleton
class JobHistoryStore {

  private static final int MAX_VERSIONS = 50;

  private final DataSource database;

  JobHistoryStore(DataSource database) {
    this.database = database;
  }

  /** A job as of a time. */
  record Moment(UUID job, Instant at) {}

  /** The last runs of each job that began before the time, newest first. */
  Map<Moment, List<RunRow>> before(Collection<Moment> moments, int limit) throws SQLException {
    List<Moment> wanted = List.copyOf(new LinkedHashSet<>(moments));
    Map<Moment, List<RunRow>> runs = new HashMap<>();
    if (wanted.isEmpty()) {
      return runs;
    }
    List<UUID> jobs = new ArrayList<>();
    String[] times = new String[wanted.size()];
    for (Moment moment : wanted) {
      times[jobs.size()] = moment.at.toString();
      jobs.add(moment.job);
    }
    try (Connection connection = database.getConnection()) {
      Sql.query(
          connection,
          row ->
              runs.computeIfAbsent(wanted.get(row.getInt(4) - 1), any -> new ArrayList<>())
                  .add(RunListStore.read(row)),
          "select r.id, r.job_version, r.state, j.n"
              + " from unnest(?::uuid[], ?::text[]::timestamptz[]) with ordinality as j(id, at, n)"
              + " cross join lateral (select * from run where job_id = j.id and begun_at < j.at"
              + " order by begun_at desc, id limit ?) r order by r.begun_at desc, r.id",
          jobs,
          times,
          limit);
    }
    return runs;
  }

  /** The newest fifty versions of each dataset's schema. */
  Map<UUID, List<SchemaChange.Version>> schemas(Set<UUID> datasets) throws SQLException {
    Map<UUID, List<SchemaChange.Version>> schemas = new HashMap<>();
    if (datasets.isEmpty()) {
      return schemas;
    }
    try (Connection connection = database.getConnection()) {
      Sql.query(
          connection,
          row ->
              schemas
                  .computeIfAbsent(Sql.uuid(row, 1), any -> new ArrayList<>())
                  .add(
                      new SchemaChange.Version(
                          row.getBoolean(2),
                          Sql.json(row.getString(3)),
                          Sql.instant(row, 4),
                          Sql.instant(row, 5))),
          "select d.id, s.authoritative, s.fields, s.first_seen, s.last_seen"
              + " from unnest(?::uuid[]) as d(id) cross join lateral (select * from dataset_schema"
              + " where dataset_id = d.id order by last_seen desc limit "
              + MAX_VERSIONS
              + ") s",
          datasets);
    }
    return schemas;
  }
}
