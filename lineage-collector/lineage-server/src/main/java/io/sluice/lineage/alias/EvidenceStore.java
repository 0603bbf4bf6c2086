package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Which events stand behind symlinks and renames. */
@Singleton
class EvidenceStore {

  private static final String SYMLINKS =
      "select s.namespace, s.name, i.namespace, i.name, s.position, s.event_time, j.namespace,"
          + " j.name from alias_symlink s left join job j on j.id = s.job_id"
          + " cross join lateral jsonb_to_recordset(s.identifiers::jsonb)"
          + " as i(namespace text, name text) where s.dataset_id = any(?)"
          + " order by s.event_time, s.digest limit ?";
  private static final String RENAMES =
      "select previous_namespace, previous_name, namespace, name, position, event_time,"
          + " null::text, null::text from alias_rename where dataset_id = any(?)"
          + " order by event_time, digest limit ?";
  private static final int MAX_ROWS = 20_000;

  private final DataSource database;

  EvidenceStore(DataSource database) {
    this.database = database;
  }

  /**
   * The newest event that tells of a reason.
   *
   * @param position its position in the log
   * @param eventTime its time
   * @param job the job that it is about, null if it is about a dataset
   */
  record Evidence(long position, Instant eventTime, @Nullable JobId job) {}

  /** Whose evidence it is. */
  record Key(ReasonKind kind, DatasetId from, DatasetId to) {}

  /** The evidence of what the events say about the datasets. */
  Map<Key, Evidence> of(Collection<UUID> datasets) throws SQLException {
    Map<Key, Evidence> evidence = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      read(connection, SYMLINKS, ReasonKind.SYMLINK, datasets, evidence);
      read(connection, RENAMES, ReasonKind.RENAME, datasets, evidence);
    }
    return evidence;
  }

  private static void read(
      Connection connection,
      String sql,
      ReasonKind kind,
      Collection<UUID> datasets,
      Map<Key, Evidence> sink)
      throws SQLException {
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setArray(1, connection.createArrayOf("uuid", datasets.toArray()));
      query.setInt(2, MAX_ROWS);
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          String jobNamespace = rows.getString(7);
          String jobName = rows.getString(8);
          // In the order of their times, so that the newest stays.
          sink.put(
              new Key(
                  kind,
                  new DatasetId(rows.getString(1), rows.getString(2)),
                  new DatasetId(rows.getString(3), rows.getString(4))),
              new Evidence(
                  rows.getLong(5),
                  rows.getObject(6, OffsetDateTime.class).toInstant(),
                  jobNamespace == null || jobName == null
                      ? null
                      : new JobId(jobNamespace, jobName)));
        }
      }
    }
  }
}
