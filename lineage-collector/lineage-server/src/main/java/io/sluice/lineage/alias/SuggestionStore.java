package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.function.Predicate;
import javax.sql.DataSource;

/** Finds pairs of datasets whose names end alike and whose schemas have the same fields. */
@Singleton
class SuggestionStore {

  // Names of one field tell little. The fields are compared by name in any case and order, since
  // engines write one and the same type in different ways.
  private static final String PAIRS =
      "with content as materialized (select version, fields.names,"
          + " cardinality(fields.names) as size"
          + " from schema_content cross join lateral (select array_agg(name order by name) as names"
          + " from (select distinct lower(f ->> 'name') as name"
          + " from jsonb_array_elements(schema_content.fields::jsonb) f) as each) as fields"
          + " where cardinality(fields.names) > 1),"
          + " named as materialized (select distinct d.id, d.namespace, d.name, c.names, c.size,"
          + " lower(substring(rtrim(d.name, '/') from '[^/.]*$')) as ending"
          + " from dataset d join schema_seen s on s.dataset_id = d.id"
          + " join content c on c.version = s.version)"
          + " select a.namespace, a.name, b.namespace, b.name, a.ending, a.names"
          + " from named a join named b on a.ending = b.ending and a.names = b.names"
          + " and a.id < b.id where a.ending <> ''"
          + " order by a.size desc, a.namespace, a.name, b.namespace, b.name";
  private static final int MAX_PAIRS = 100_000;
  private static final String CANCELLED = "57014"; // query_canceled: the timeout

  private final DataSource database;

  SuggestionStore(DataSource database) {
    this.database = database;
  }

  /**
   * Two datasets that look the same.
   *
   * @param left one
   * @param right the other
   * @param ending what both names end in after the last slash or dot, in lower case
   * @param fields the fields that both have, in lower case
   */
  record Suggestion(DatasetId left, DatasetId right, String ending, List<String> fields) {}

  /** The pairs with the most fields first, until the sink has enough or 100,000 were looked at. */
  void each(Predicate<Suggestion> wantsMore) throws SQLException {
    try (Connection connection = database.getConnection()) {
      // A cursor needs a transaction; without one the driver would hold every row at once.
      connection.setAutoCommit(false);
      try (Statement limit = connection.createStatement();
          PreparedStatement query = connection.prepareStatement(PAIRS + " limit " + MAX_PAIRS)) {
        limit.execute("set local statement_timeout = '20s'");
        query.setFetchSize(500);
        try (ResultSet rows = query.executeQuery()) {
          boolean more = true;
          while (more && rows.next()) {
            more =
                wantsMore.test(
                    new Suggestion(
                        new DatasetId(rows.getString(1), rows.getString(2)),
                        new DatasetId(rows.getString(3), rows.getString(4)),
                        rows.getString(5),
                        List.of((String[]) rows.getArray(6).getArray())));
          }
        }
      } finally {
        connection.rollback();
      }
    } catch (SQLException e) {
      if (CANCELLED.equals(e.getSQLState())) {
        throw new ProblemException(
            CommonProblem.UNAVAILABLE, "There are too many schemas to be compared in 20 seconds.");
      }
      throw e;
    }
  }
}
