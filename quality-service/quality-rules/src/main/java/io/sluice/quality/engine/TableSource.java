package io.sluice.quality.engine;

import org.jspecify.annotations.Nullable;

/**
 * A table of a database, or what a query gives; exactly one of the two is named.
 *
 * @param connection how to reach the database
 * @param table {@code name} or {@code schema.name}, as the database spells them
 * @param query one SELECT, in which {@code ${batch}} stands for the batch as a text
 * @param batch the batch, if the query needs one
 */
public record TableSource(
    DatabaseConnection connection,
    @Nullable String table,
    @Nullable String query,
    @Nullable String batch)
    implements Source {

  /** Checks that one of the two is named. */
  public TableSource {
    if ((table == null) == (query == null)) {
      throw new IllegalArgumentException("either a table or a query is needed");
    }
  }

  /** A table. */
  public static TableSource table(DatabaseConnection connection, String table) {
    return new TableSource(connection, table, null, null);
  }

  /** What a query gives. */
  public static TableSource query(DatabaseConnection connection, String query) {
    return new TableSource(connection, null, query, null);
  }

  /** What it is, for people: the table, or that it is a query. */
  public String words() {
    return table == null ? "the query" : "table '" + table + "'";
  }
}
