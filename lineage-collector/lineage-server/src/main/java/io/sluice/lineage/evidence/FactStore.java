package io.sluice.lineage.evidence;

import io.sluice.lineage.event.JobId;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Reads facts, newest first. */
@Singleton
class FactStore {

  /** A page ends when its facts come to so many characters, whatever the limit is. */
  private static final int MAX_PAGE = 4_000_000;

  /** Of so many runs of each role the tests are looked for. */
  private static final int MAX_RUNS = 500;

  private static final String TESTS_OF_USERS =
      " union all select t.* from dataset_fact t where t.kind = 'TESTS' and t.owner_id in ("
          + "(select run_id from job_use where dataset_id = any(?) and role = 'INPUT'"
          + " order by last_seen desc limit ?) union"
          + " (select run_id from job_use where dataset_id = any(?) and role = 'OUTPUT'"
          + " order by last_seen desc limit ?))";

  private final DataSource database;

  FactStore(DataSource database) {
    this.database = database;
  }

  /**
   * Which facts are wanted; what is null does not matter.
   *
   * @param owners whose
   * @param kinds which
   * @param testsOfUsers whether tests of runs that used the owners, which are datasets, belong
   * @param since not before, by event time
   * @param run of that run
   * @param batch of runs whose nominal start begins so or whose data has that version
   */
  record Filter(
      Collection<UUID> owners,
      Set<FactKind> kinds,
      boolean testsOfUsers,
      @Nullable Instant since,
      @Nullable UUID run,
      @Nullable String batch) {}

  /** The facts after a place of the list; it ends early if they are large. */
  Page find(Filter filter, @Nullable FactCursor after, int limit) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement query =
            connection.prepareStatement(
                "select f.owner_id, f.kind, f.role, f.event_time, f.digest, f.position,"
                    + " j.namespace, j.name, r.state::jsonb #>> '{run,text}',"
                    + " r.state::jsonb #>> '{nominalTime,value,start}', f.content from ("
                    + "select * from dataset_fact where owner_id = any(?) and kind = any(?)"
                    + (filter.testsOfUsers ? TESTS_OF_USERS : "")
                    + ") f left join job j on j.id = f.job_id left join run r on r.id = f.run_id"
                    + " where (?::timestamptz is null or f.event_time >= ?::timestamptz)"
                    + " and (?::uuid is null or f.run_id = ?)"
                    + " and (?::text is null"
                    + " or starts_with(coalesce("
                    + "r.state::jsonb #>> '{nominalTime,value,start}', ''), ?)"
                    + " or exists (select 1 from job_use u where u.job_id = f.job_id"
                    + " and u.dataset_id = any(?) and u.run_id = f.run_id"
                    + " and u.data_version = ?))"
                    + " and (?::timestamptz is null or (f.event_time, f.digest, f.kind, f.role,"
                    + " f.owner_id) < (?::timestamptz, ?::text, ?::text, ?::text, ?::uuid))"
                    + " order by f.event_time desc, f.digest desc, f.kind desc, f.role desc,"
                    + " f.owner_id desc limit ?")) {
      bind(connection, query, filter, after, limit + 1);
      return read(query, limit);
    }
  }

  private static void bind(
      Connection connection,
      PreparedStatement query,
      Filter filter,
      @Nullable FactCursor after,
      int limit)
      throws SQLException {
    var owners = connection.createArrayOf("uuid", filter.owners.toArray());
    int i = 1;
    query.setArray(i++, owners);
    query.setArray(
        i++,
        connection.createArrayOf(
            "text", filter.kinds.stream().map(FactKind::name).toArray(String[]::new)));
    if (filter.testsOfUsers) {
      query.setArray(i++, owners);
      query.setInt(i++, MAX_RUNS);
      query.setArray(i++, owners);
      query.setInt(i++, MAX_RUNS);
    }
    query.setObject(i++, time(filter.since));
    query.setObject(i++, time(filter.since));
    query.setObject(i++, filter.run);
    query.setObject(i++, filter.run);
    query.setString(i++, filter.batch);
    query.setString(i++, filter.batch);
    query.setArray(i++, owners);
    query.setString(i++, filter.batch);
    query.setObject(i++, after == null ? null : time(after.at()));
    query.setObject(i++, after == null ? null : time(after.at()));
    query.setString(i++, after == null ? null : after.digest());
    query.setString(i++, after == null ? null : after.kind());
    query.setString(i++, after == null ? null : after.role());
    query.setObject(i++, after == null ? null : after.owner());
    query.setInt(i, limit);
  }

  private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }

  /**
   * A part of a list.
   *
   * @param rows the facts
   * @param next where the list goes on, null at its end
   */
  record Page(List<FactRow> rows, @Nullable String next) {}

  private static Page read(PreparedStatement query, int limit) throws SQLException {
    List<FactRow> found = new ArrayList<>();
    long size = 0;
    try (ResultSet rows = query.executeQuery()) {
      while (rows.next()) {
        String content = rows.getString(11);
        size += content.length();
        if (found.size() == limit || (!found.isEmpty() && size > MAX_PAGE)) {
          return new Page(found, FactCursor.of(found.get(found.size() - 1)).write());
        }
        found.add(row(rows, content));
      }
    }
    return new Page(found, null);
  }

  private static FactRow row(ResultSet row, String content) throws SQLException {
    String namespace = row.getString(7);
    String nominal = row.getString(10);
    return new FactRow(
        row.getObject(1, UUID.class),
        FactKind.valueOf(row.getString(2)),
        row.getString(3),
        row.getObject(4, OffsetDateTime.class).toInstant(),
        row.getString(5),
        row.getLong(6),
        namespace == null ? null : new JobId(namespace, row.getString(8)),
        row.getString(9),
        nominal == null ? null : Instant.parse(nominal),
        FactJson.read(content));
  }
}
