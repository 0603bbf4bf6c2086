package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import io.sluice.lineage.projection.RunStateJson;
import io.sluice.lineage.run.RunStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Lists of runs, newest first. */
@Singleton
class RunListStore {

  private final DataSource database;

  RunListStore(DataSource database) {
    this.database = database;
  }

  /** Reads the columns id, job_version and state. */
  static RunRow read(ResultSet row) throws SQLException {
    return new RunRow(
        Sql.uuid(row, 1), row.getObject(2, UUID.class), RunStateJson.read(row.getString(3)));
  }

  /** The runs of those ids that are known. */
  List<RunRow> byId(Collection<UUID> ids) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          RunListStore::read,
          "select id, job_version, state from run where id = any(?)",
          ids);
    }
  }

  /**
   * The next runs of a list; only those from the future, or only the others, as the cursor says.
   */
  List<RunRow> page(RunFilter filter, RunCursor cursor, int limit) throws SQLException {
    Where where = new Where();
    where.add("r.job_id = ?", filter.job());
    if (!filter.states().isEmpty()) {
      // Written out, so that PostgreSQL sees which partial index will do.
      where.add(
          filter.states().stream()
              .map(RunStatus::name)
              .sorted()
              .collect(Collectors.joining("', '", "r.status in ('", "')")));
    }
    where.add("r.begun_at >= ?", filter.since());
    where.add("r.begun_at < ?", filter.until());
    where.add("r.id in (select run_id from run_query where query_id = ?)", filter.externalQuery());
    where.add("r.id in (select run_id from job_use where dataset_id = any(?))", filter.datasets());
    where.add("r.parent_id = ?", filter.parent());
    where.add(cursor.future() ? "r.begun_at > ?" : "r.begun_at <= ?", cursor.bound());
    if (cursor.id() != null) {
      where.add("r.begun_at <= ?", cursor.begunAt());
      where.add("(r.begun_at < ?", cursor.begunAt());
      where.or("r.id > ?)", cursor.id());
    }
    where.parameters.add(limit);
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          RunListStore::read,
          "select r.id, r.job_version, r.state from run r where "
              + where.sql
              + " order by r.begun_at desc, r.id limit ?",
          where.parameters.toArray());
    }
  }

  /** Conditions and their parameters. */
  private static final class Where {

    private final StringBuilder sql = new StringBuilder("true");
    private final List<Object> parameters = new ArrayList<>();

    void add(String condition) {
      sql.append(" and ").append(condition);
    }

    void add(String condition, @Nullable Object parameter) {
      if (parameter != null) {
        add(condition);
        parameters.add(parameter);
      }
    }

    void or(String condition, Object parameter) {
      sql.append(" or ").append(condition);
      parameters.add(parameter);
    }
  }
}
