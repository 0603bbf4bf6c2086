package io.sluice.lineage.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.facet.ExternalQuery;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.DatasetRole;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What is kept of a run beside its state. */
@Singleton
class RunDetailStore {

  private static final int MAX_EVENTS = 500;
  private static final int MAX_QUERIES = 100;

  private final DataSource database;

  RunDetailStore(DataSource database) {
    this.database = database;
  }

  /** The first five hundred events of a run, as they came. */
  List<TimelineEvent> timeline(UUID run) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row -> {
            OffsetDateTime receivedAt = row.getObject(4, OffsetDateTime.class);
            String warnings = row.getString(5);
            return new TimelineEvent(
                row.getLong(1),
                row.getString(2),
                Sql.instant(row, 3),
                receivedAt == null ? null : receivedAt.toInstant(),
                warnings == null ? null : Sql.json(warnings),
                row.getString(6));
          },
          "select r.position, r.event_type, r.event_time, e.received_at, e.warnings, e.trace_id"
              + " from run_event r left join event e using (position)"
              + " where r.run_id = ? order by r.position limit "
              + MAX_EVENTS,
          run);
    }
  }

  /** The queries that a run made in warehouses. */
  List<ExternalQuery> queries(UUID run) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row -> new ExternalQuery(row.getString(1), row.getString(2)),
          "select query_id, source from run_query where run_id = ? order by 1, 2 limit "
              + MAX_QUERIES,
          run);
    }
  }

  /**
   * An event of a run.
   *
   * @param position its place in the log
   * @param type START, COMPLETE …; null if the producer did not say
   * @param eventTime when it happened by the producer's clock
   * @param receivedAt when it arrived; null once the log no longer keeps it
   * @param warnings where it departs from the specification
   * @param traceId the trace of the request that brought it
   */
  public record TimelineEvent(
      long position,
      @Nullable String type,
      Instant eventTime,
      @Nullable Instant receivedAt,
      @Nullable JsonNode warnings,
      @Nullable String traceId) {}

  /**
   * Which state of a dataset a run read or wrote.
   *
   * @param dataVersion the version of its data, null if the run did not say
   * @param schemaVersion the version of its schema, null if the run did not say
   */
  record Versions(@Nullable String dataVersion, @Nullable UUID schemaVersion) {

    static final Versions NONE = new Versions(null, null);
  }

  /** Whose reading or writing of which dataset. */
  record UseKey(UUID run, DatasetRole.Role role, UUID dataset) {}

  /** Which states of their datasets the runs read or wrote, where they said so. */
  Map<UseKey, Versions> versions(Collection<RunRow> runs) throws SQLException {
    List<UUID> jobs = new ArrayList<>();
    List<UUID> datasets = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    List<UUID> ids = new ArrayList<>();
    for (RunRow run : runs) {
      UUID job = EntityIds.of(run.state().job().value());
      for (DatasetRole use : run.state().uses().keySet()) {
        jobs.add(job);
        datasets.add(EntityIds.of(use.dataset()));
        roles.add(use.role().name());
        ids.add(run.id());
      }
    }
    Map<UseKey, Versions> versions = new HashMap<>();
    if (ids.isEmpty()) {
      return versions;
    }
    try (Connection connection = database.getConnection()) {
      Sql.query(
          connection,
          row ->
              versions.put(
                  new UseKey(
                      Sql.uuid(row, 1),
                      DatasetRole.Role.valueOf(row.getString(2)),
                      Sql.uuid(row, 3)),
                  new Versions(row.getString(4), row.getObject(5, UUID.class))),
          "select u.run_id, u.role, u.dataset_id, u.data_version, u.schema_version"
              + " from unnest(?::uuid[], ?::uuid[], ?::text[], ?::uuid[])"
              + " as w(job_id, dataset_id, role, run_id)"
              + " join job_use u using (job_id, dataset_id, role, run_id)",
          jobs,
          datasets,
          roles.toArray(new String[0]),
          ids);
    }
    return versions;
  }
}
