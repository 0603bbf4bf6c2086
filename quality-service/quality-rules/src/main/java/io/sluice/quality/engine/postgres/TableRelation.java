package io.sluice.quality.engine.postgres;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.QueryRefusedException;
import io.sluice.quality.engine.sql.SqlRelation;
import io.sluice.quality.engine.sql.Statements;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table, or the rows of a query, as something to select from.
 *
 * @param relation its columns, those that the role may read, and how they are selected
 * @param identity which data it is: the snapshot, and the table's own number
 */
record TableRelation(SqlRelation relation, String identity) {

  static TableRelation open(TableSource source, Dialect dialect, Statements statements)
      throws SQLException {
    String table = source.table();
    Found found =
        table == null
            ? query(Objects.requireNonNull(source.query()), source.batch())
            : new Lookup(table, dialect, statements).find();
    String snapshot =
        statements.query(
            "SELECT pg_current_snapshot()", rows -> rows.next() ? rows.getString(1) : "unknown");
    return new TableRelation(
        described(found, dialect, statements), "postgresql:" + snapshot + ":" + found.number());
  }

  /**
   * What stands behind FROM, and the columns to select.
   *
   * @param number the table's own; 0 of a query
   */
  private record Found(String from, String columns, long number) {}

  private static Found query(String sql, @Nullable String batch) {
    String query = sql.strip();
    while (query.endsWith(";")) {
      query = query.substring(0, query.length() - 1).strip();
    }
    try {
      query = QueryText.checked(query, batch);
    } catch (QueryRefusedException refused) {
      throw new EvaluationException(Kind.SOURCE_UNREADABLE, refused.words(), refused);
    }
    // On lines of its own, so that a comment at its end does not go on.
    return new Found("(\n" + query + "\n) AS q", "*", 0);
  }

  private static SqlRelation described(Found found, Dialect dialect, Statements statements)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    List<String> select = new ArrayList<>();
    statements.query(
        "SELECT " + found.columns() + " FROM " + found.from() + " LIMIT 0",
        rows -> {
          ResultSetMetaData meta = rows.getMetaData();
          for (int i = 1; i <= meta.getColumnCount(); i++) {
            PostgresType type = PostgresType.of(meta, i);
            String name = meta.getColumnLabel(i);
            columns.add(new Column(name, type.logical(), true, null));
            select.add(type.select(dialect.name(name)));
          }
          return columns.size();
        });
    return SqlRelation.unordered(
        schema(columns), "(SELECT " + String.join(", ", select) + " FROM " + found.from() + ")");
  }

  private static Schema schema(List<Column> columns) {
    if (columns.isEmpty()) {
      throw new EvaluationException(Kind.SOURCE_UNREADABLE, "it has no column");
    }
    try {
      return new Schema(columns);
    } catch (IllegalArgumentException twice) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE, String.valueOf(twice.getMessage()), twice);
    }
  }

  /** Finds a table by its name. */
  private record Lookup(String written, Dialect dialect, Statements statements) {

    Found find() throws SQLException {
      TableName name =
          TableName.parse(written)
              .orElseThrow(
                  () ->
                      notFound("'" + written + "' is not the name of a table: write schema.name"));
      String schema = name.schema();
      String where =
          "relname = "
              + dialect.text(name.name())
              + (schema == null
                  ? " AND pg_table_is_visible(c.oid)"
                  : " AND nspname = " + dialect.text(schema));
      Optional<Found> found =
          statements.query(
              "SELECT c.oid, nspname, relname FROM pg_class AS c JOIN pg_namespace AS n"
                  + " ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND "
                  + where,
              this::first);
      if (found.isEmpty()) {
        throw notFound("there is no table '" + written + "'" + hint(name));
      }
      return readable(found.get());
    }

    private Optional<Found> first(ResultSet rows) throws SQLException {
      return rows.next()
          ? Optional.of(
              new Found(
                  dialect.name(rows.getString(2)) + "." + dialect.name(rows.getString(3)),
                  "*",
                  rows.getLong(1)))
          : Optional.empty();
    }

    /** Rights can be given column by column; what may not be read is left out. */
    private Found readable(Found found) throws SQLException {
      List<String> names =
          statements.query(
              "SELECT attname FROM pg_attribute WHERE attrelid = "
                  + found.number()
                  + " AND attnum > 0 AND NOT attisdropped"
                  + " AND has_column_privilege(attrelid, attnum, 'SELECT') ORDER BY attnum",
              rows -> {
                List<String> all = new ArrayList<>();
                while (rows.next()) {
                  all.add(rows.getString(1));
                }
                return all;
              });
      if (names.isEmpty()) {
        throw new EvaluationException(
            Kind.SOURCE_UNREADABLE,
            "the connection's user may not read table '" + written + "' (GRANT SELECT is missing)");
      }
      return new Found(
          found.from(),
          names.stream().map(dialect::name).collect(Collectors.joining(", ")),
          found.number());
    }

    /** The same name in other cases, or in another schema. */
    private String hint(TableName name) throws SQLException {
      String near =
          statements.query(
              "SELECT nspname || '.' || relname FROM pg_class AS c JOIN pg_namespace AS n"
                  + " ON n.oid = relnamespace WHERE relkind IN ('r', 'p', 'v', 'm', 'f')"
                  + " AND lower(relname) = lower("
                  + dialect.text(name.name())
                  + ") AND has_any_column_privilege(c.oid, 'SELECT') ORDER BY 1 LIMIT 1",
              rows -> rows.next() ? rows.getString(1) : "");
      return near.isEmpty() ? "" : "; did you mean '" + near + "'?";
    }

    private static EvaluationException notFound(String message) {
      return new EvaluationException(Kind.SOURCE_NOT_FOUND, message);
    }
  }
}
