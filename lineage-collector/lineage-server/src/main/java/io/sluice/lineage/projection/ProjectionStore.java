package io.sluice.lineage.projection;

import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.run.RunState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes what a stretch of the log says into the projection's tables, in one transaction. */
@Singleton
class ProjectionStore {

  /** Every table that is built from the log, for building it again. */
  static final List<String> TABLES =
      List.of(
          "namespace",
          "job",
          "dataset",
          "run",
          "job_use",
          "job_declaration",
          "declared_use",
          "dataset_change",
          "edge",
          "dataset_schema",
          "facet",
          "column_source",
          "column_link");

  private final EdgeStore edges;
  private final ColumnStore columns;

  ProjectionStore(EdgeStore edges, ColumnStore columns) {
    this.edges = edges;
    this.columns = columns;
  }

  /**
   * How far the projection has come.
   *
   * @param position the last event applied
   * @param generation how often it was built again
   */
  record Progress(long position, long generation) {}

  /** Locks the projection against other instances and tells how far it has come. */
  Progress lock(Connection connection) throws SQLException {
    return progress(
        connection, "select position, generation from projection where id = 1 for update");
  }

  Progress progress(Connection connection) throws SQLException {
    return progress(connection, "select position, generation from projection where id = 1");
  }

  private static Progress progress(Connection connection, String sql) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet rows = query.executeQuery(sql)) {
      if (!rows.next()) {
        throw new SQLException("the projection's row is missing");
      }
      return new Progress(rows.getLong(1), rows.getLong(2));
    }
  }

  /** Applies the events and moves on to the last one's position. */
  void apply(Connection connection, List<LoggedEvent> events) throws SQLException {
    ProjectionBatch batch = ProjectionBatch.of(events);
    // First the edges: they compare what was known before with what each event adds.
    edges.apply(connection, batch);
    names(connection, batch);
    runs(connection, batch);
    uses(connection, batch);
    facets(connection, batch);
    columns.apply(connection, batch);
    moveTo(connection, events.get(events.size() - 1).position());
  }

  void moveTo(Connection connection, long position) throws SQLException {
    try (PreparedStatement update =
        connection.prepareStatement(
            "update projection set position = ?, applied_at = now() where id = 1")) {
      update.setLong(1, position);
      update.executeUpdate();
    }
  }

  /** Empties the projection; readers go on seeing the old one until the transaction commits. */
  void clear(Connection connection) throws SQLException {
    try (Statement delete = connection.createStatement()) {
      for (String table : TABLES) {
        delete.addBatch("delete from " + table);
      }
      delete.addBatch("update projection set position = 0, generation = generation + 1");
      delete.executeBatch();
    }
  }

  private static void names(Connection connection, ProjectionBatch batch) throws SQLException {
    Rows namespaces = new Rows("uuid", "text", "timestamptz", "timestamptz");
    batch.namespaces.forEach(
        (name, seen) ->
            namespaces.add(EntityIds.ofNamespace(name), name, seen.first(), seen.last()));
    namespaces.insert(connection, "namespace", widen("namespace"));
    Rows jobs = new Rows("uuid", "text", "text", "timestamptz", "timestamptz");
    batch.jobs.forEach(
        (id, job) ->
            jobs.add(id, job.namespace(), job.name(), job.seen().first(), job.seen().last()));
    jobs.insert(connection, "job", widen("job"));
    Rows datasets =
        new Rows(
            "uuid", "text", "text", "timestamptz", "timestamptz", "timestamptz", "timestamptz");
    batch.datasets.forEach(
        (id, dataset) -> {
          ProjectionBatch.Life life = batch.lives.get(id);
          datasets.add(
              id,
              dataset.namespace(),
              dataset.name(),
              dataset.seen().first(),
              dataset.seen().last(),
              life == null ? null : life.alive(),
              life == null ? null : life.dropped());
        });
    datasets.insert(
        connection,
        "dataset",
        widen("dataset")
            + ", alive_at = greatest(dataset.alive_at, excluded.alive_at)"
            + ", dropped_at = greatest(dataset.dropped_at, excluded.dropped_at)");
  }

  private static String widen(String table) {
    return "on conflict (id) do update set first_seen = least(%1$s.first_seen, excluded.first_seen), last_seen = greatest(%1$s.last_seen, excluded.last_seen)"
        .formatted(table);
  }

  private static void runs(Connection connection, ProjectionBatch batch) throws SQLException {
    Map<UUID, RunState> merged = new LinkedHashMap<>(batch.runs);
    try (PreparedStatement query =
        connection.prepareStatement("select id, state from run where id = any(?)")) {
      query.setArray(1, connection.createArrayOf("uuid", merged.keySet().toArray()));
      try (ResultSet rows = query.executeQuery()) {
        while (rows.next()) {
          merged.merge(
              rows.getObject(1, UUID.class), RunStateJson.read(rows.getString(2)), RunState::merge);
        }
      }
    }
    Rows runs =
        new Rows("uuid", "uuid", "text", "timestamptz", "timestamptz", "uuid", "uuid", "text");
    merged.forEach(
        (id, state) -> {
          var parent = state.parent();
          runs.add(
              id,
              EntityIds.of(state.job().value()),
              state.status().name(),
              state.begunAt(),
              state.endedAt(),
              parent == null ? null : parent.value().run().uuid(),
              JobVersions.of(state),
              RunStateJson.write(state));
        });
    runs.insert(
        connection,
        "run (id, job_id, status, begun_at, ended_at, parent_id, job_version, state)",
        "on conflict (id) do update set job_id = excluded.job_id, status = excluded.status,"
            + " begun_at = excluded.begun_at, ended_at = excluded.ended_at,"
            + " parent_id = excluded.parent_id, job_version = excluded.job_version,"
            + " state = excluded.state");
  }

  private static void uses(Connection connection, ProjectionBatch batch) throws SQLException {
    Rows uses = new Rows("uuid", "uuid", "text", "uuid", "timestamptz", "timestamptz");
    batch.uses.forEach(
        (key, seen) ->
            uses.add(
                key.edge().job(),
                key.edge().dataset(),
                key.edge().role().name(),
                key.run(),
                seen.first(),
                seen.last()));
    uses.insert(
        connection,
        "job_use",
        "on conflict (job_id, dataset_id, role, run_id) do update set"
            + " first_seen = least(job_use.first_seen, excluded.first_seen),"
            + " last_seen = greatest(job_use.last_seen, excluded.last_seen)");
    Rows declarations = new Rows("uuid", "timestamptz", "text", "uuid");
    Rows declaredUses = new Rows("uuid", "timestamptz", "text", "uuid", "text");
    batch.declaredVersions.forEach(
        (declaration, version) -> {
          declarations.add(declaration.job(), declaration.at(), declaration.digest(), version);
          for (EdgeKey edge : declaration.uses()) {
            declaredUses.add(
                declaration.job(),
                declaration.at(),
                declaration.digest(),
                edge.dataset(),
                edge.role().name());
          }
        });
    declarations.insert(connection, "job_declaration", "on conflict do nothing");
    declaredUses.insert(connection, "declared_use", "on conflict do nothing");
    Rows changes = new Rows("uuid", "timestamptz", "text", "text");
    batch.changes.forEach(
        change ->
            changes.add(change.dataset(), change.at(), change.digest(), change.change().name()));
    changes.insert(connection, "dataset_change", "on conflict do nothing");
  }

  private static void facets(Connection connection, ProjectionBatch batch) throws SQLException {
    Rows facets = new Rows("uuid", "text", "text", "timestamptz", "text", "bigint", "boolean");
    batch.facets.forEach(
        (key, newest) ->
            facets.add(
                key.owner(),
                key.scope().name(),
                key.key(),
                newest.at(),
                newest.digest(),
                newest.value().position(),
                newest.value().deleted()));
    facets.insert(
        connection,
        "facet",
        "on conflict (owner_id, scope, key) do update set event_time = excluded.event_time,"
            + " digest = excluded.digest, position = excluded.position,"
            + " deleted = excluded.deleted"
            + " where (excluded.event_time, excluded.digest) > (facet.event_time, facet.digest)");
    Rows schemas = new Rows("uuid", "uuid", "boolean", "text", "timestamptz", "timestamptz");
    batch.schemas.forEach(
        (key, seen) ->
            schemas.add(
                key.dataset(),
                EntityIds.hash(key.fields()),
                key.authoritative(),
                key.fields(),
                seen.first(),
                seen.last()));
    schemas.insert(
        connection,
        "dataset_schema",
        "on conflict (dataset_id, version, authoritative) do update set"
            + " first_seen = least(dataset_schema.first_seen, excluded.first_seen),"
            + " last_seen = greatest(dataset_schema.last_seen, excluded.last_seen)");
  }
}
