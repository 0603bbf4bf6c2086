package io.sluice.lineage.runs;

import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import io.sluice.lineage.run.RunStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which runs wrote and read which datasets around a time; each answer is bounded. */
@Singleton
class RunLineageStore {

  /**
   * Who may have written what was read: those of the same version, and the last that had begun to
   * write by then, whether or not they were done.
   */
  private static final String WRITERS =
      """
      select w.n, u.first_seen, u.last_seen, u.data_version, r.id, r.status, r.endless, r.ended_at
      from unnest(?::text[]::int[], ?::uuid[], ?::text[]::timestamptz[], ?::text[])
        as w(n, dataset_id, at, version)
      cross join lateral (
        (select run_id, first_seen, last_seen, data_version from job_use
         where dataset_id = w.dataset_id and data_version = w.version and role = 'OUTPUT'
         order by first_seen limit 20)
        union
        (select run_id, first_seen, last_seen, data_version from job_use
         where dataset_id = w.dataset_id and role = 'OUTPUT' and first_seen <= w.at
         order by first_seen desc limit 30)
      ) u join run r on r.id = u.run_id
      """;

  /** Who may have read what was written: those of the same version, and the first ones after. */
  private static final String READERS =
      """
      select r.id, r.job_version, r.state from run r where r.id in (select u.run_id
      from unnest(?::text[]::int[], ?::uuid[], ?::text[]::timestamptz[], ?::text[])
        as w(n, dataset_id, at, version)
      cross join lateral (
        (select run_id from job_use
         where dataset_id = w.dataset_id and data_version = w.version and role = 'INPUT'
         order by first_seen limit 100)
        union
        (select run_id from job_use
         where dataset_id = w.dataset_id and role = 'INPUT' and first_seen >= w.at
         order by first_seen limit 100)
      ) u limit 2000)
      """;

  private final DataSource database;
  private final SameDataset same;

  RunLineageStore(DataSource database, SameDataset same) {
    this.database = database;
    this.same = same;
  }

  /** Of each reading the runs that may have written what was read. */
  Map<WriterChoice.Reading, List<WriterChoice.Writing>> writers(List<WriterChoice.Reading> readings)
      throws SQLException {
    Map<WriterChoice.Reading, List<WriterChoice.Writing>> writers = new HashMap<>();
    if (readings.isEmpty()) {
      return writers;
    }
    try (Connection connection = database.getConnection()) {
      Sql.query(
          connection,
          row -> {
            OffsetDateTime endedAt = row.getObject(8, OffsetDateTime.class);
            return writers
                .computeIfAbsent(readings.get(row.getInt(1)), any -> new ArrayList<>())
                .add(
                    new WriterChoice.Writing(
                        Sql.uuid(row, 5),
                        RunStatus.valueOf(row.getString(6)),
                        row.getBoolean(7),
                        endedAt == null ? null : endedAt.toInstant(),
                        Sql.instant(row, 2),
                        Sql.instant(row, 3),
                        row.getString(4)));
          },
          WRITERS,
          parameters(readings));
    }
    return writers;
  }

  /**
   * The runs that may have read what was written; a reading here stands for the writing: its time
   * is when what was written became visible.
   */
  List<RunRow> readers(List<WriterChoice.Reading> written) throws SQLException {
    if (written.isEmpty()) {
      return List.of();
    }
    try (Connection connection = database.getConnection()) {
      return Sql.query(connection, RunListStore::read, READERS, parameters(written));
    }
  }

  /** The writer and the reader of a dataset may call it by different names. */
  private Object[] parameters(List<WriterChoice.Reading> readings) {
    List<String> numbers = new ArrayList<>();
    List<UUID> datasets = new ArrayList<>();
    List<String> times = new ArrayList<>();
    List<@Nullable String> versions = new ArrayList<>();
    for (int i = 0; i < readings.size(); i++) {
      WriterChoice.Reading reading = readings.get(i);
      for (UUID name : same.members(reading.dataset())) {
        numbers.add(Integer.toString(i));
        datasets.add(name);
        times.add(reading.at().toString());
        versions.add(reading.version());
      }
    }
    return new Object[] {
      numbers.toArray(new String[0]),
      datasets,
      times.toArray(new String[0]),
      versions.toArray(new String[0])
    };
  }
}
