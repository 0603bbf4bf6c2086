package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.projection.RunStateJson;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;

/** Runs, by job, by id and by parent. */
@Singleton
public class RunStore {

  private static final String COLUMNS = "select id, job_version, state from run ";

  private final DataSource database;
  private final FacetStore facets;

  RunStore(DataSource database, FacetStore facets) {
    this.database = database;
    this.facets = facets;
  }

  /**
   * The run of that id; one that other runs name as their parent is known, as NEW, before its own
   * events come.
   */
  public Optional<RunRow> find(UUID id) throws SQLException {
    try (Connection connection = database.getConnection()) {
      Optional<RunRow> run = query(connection, COLUMNS + "where id = ?", id).stream().findFirst();
      return run.isPresent()
          ? run
          : query(connection, COLUMNS + "where parent_id = ? order by begun_at, id limit 1", id)
              .stream()
              .findFirst()
              .flatMap(RunStore::parentOf);
    }
  }

  private static Optional<RunRow> parentOf(RunRow child) {
    Latest<ParentRun> parent = child.state().parent();
    return parent == null
        ? Optional.empty()
        : Optional.of(
            new RunRow(
                parent.value().run().uuid(),
                null,
                RunState.ofUnseen(parent.value(), child.state())));
  }

  /**
   * The runs of a job, newest first; a run that claims to be from the future does not come first.
   */
  public Listing<RunRow> ofJob(UUID job, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new Listing<>(
          query(
              connection,
              COLUMNS
                  + "where job_id = ? order by case when begun_at > now() + interval '1 hour'"
                  + " then 1 else 0 end, begun_at desc, id limit ? offset ?",
              job,
              page.limit(),
              page.offset()),
          Sql.count(connection, "select count(*) from run where job_id = ?", job));
    }
  }

  /** The facets of a run. */
  public ObjectNode facets(UUID run) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return facets
          .load(connection, List.of(run))
          .getOrDefault(run, JsonNodeFactory.instance.objectNode());
    }
  }

  /** The traces of the requests that brought what is known of a run. */
  public List<String> traces(UUID run) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          row -> row.getString(1),
          "select distinct e.trace_id from facet f join event e using (position)"
              + " where f.owner_id = ? and e.trace_id is not null limit 20",
          run);
    }
  }

  private static List<RunRow> query(Connection connection, String sql, Object... parameters)
      throws SQLException {
    return Sql.query(
        connection,
        row ->
            new RunRow(
                Sql.uuid(row, 1),
                row.getObject(2, UUID.class),
                RunStateJson.read(row.getString(3))),
        sql,
        parameters);
  }
}
