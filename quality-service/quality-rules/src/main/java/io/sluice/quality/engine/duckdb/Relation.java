package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.Session.RejectedRow;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.sql.SqlRelation;
import io.sluice.quality.engine.sql.Statements;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A source as something to select from.
 *
 * @param schema its columns
 * @param sql a table expression with those columns and {@link #ROW}
 * @param fileRows how many rows each file of a Parquet source has; empty if row numbers are plain
 * @param staged whether the source was read once, into a table
 * @param rejected rows that could not be read, the first ones
 * @param rejectedCount how many rows could not be read
 */
record Relation(
    Schema schema,
    String sql,
    List<Long> fileRows,
    boolean staged,
    List<RejectedRow> rejected,
    long rejectedCount) {

  /** The column that numbers the rows. */
  static final String ROW = "__sluice_row";

  /** How far the number of a file is moved left of the numbers of its rows. */
  static final int FILE_SHIFT = 40;

  private static final String STAGED = "__sluice_data";
  private static final String NUMBERED = "__sluice_numbered";

  static Relation open(Source source, Connection connection, Statements statements)
      throws SQLException {
    if (source instanceof InlineSource inline) {
      InlineStage.load(inline, connection, statements, STAGED);
      return new Relation(
          new Schema(inline.columns()), tableSql(inline), List.of(), true, List.of(), 0);
    } else if (source instanceof FileSource files) {
      return files(files, statements);
    }
    throw new IllegalStateException("a source of unknown kind");
  }

  private static String tableSql(InlineSource inline) {
    StringBuilder sql = new StringBuilder("(SELECT " + ROW);
    for (Column column : inline.columns()) {
      sql.append(", ").append(DuckDbDialect.INSTANCE.name(column.name()));
    }
    return sql + " FROM " + STAGED + ")";
  }

  private static Relation files(FileSource files, Statements statements) throws SQLException {
    FileFormat format = FileReaders.formatOf(files);
    String reader = FileReaders.reader(files, format);
    if (format == FileFormat.PARQUET) {
      String number =
          files.paths().size() == 1
              ? "file_row_number"
              : "(CAST(file_index AS BIGINT) << " + FILE_SHIFT + ") + file_row_number";
      List<Long> rows =
          files.paths().size() == 1 ? List.of() : FileReaders.parquetRows(files, statements);
      Relation inPlace = described(reader, number, rows, false, statements);
      if (!inPlace.hasColumn("file_row_number", "file_index")) {
        return inPlace;
      }
      // The file's own columns of those names would be taken for the row numbers.
      stage(reader, statements);
      return described(STAGED, "rowid", List.of(), true, statements);
    }
    if (format == FileFormat.CSV && files.paths().size() > 1) {
      stageEach(files, statements);
    } else {
      stage(reader, statements);
    }
    Relation relation = described(STAGED, "rowid", List.of(), true, statements);
    return format == FileFormat.CSV ? relation.withRejects(statements) : relation;
  }

  private static void stage(String reader, Statements statements) throws SQLException {
    statements.run("CREATE TEMP TABLE " + STAGED + " AS SELECT * FROM " + reader);
  }

  private boolean hasColumn(String... names) {
    return schema.columns().stream()
        .anyMatch(column -> Stream.of(names).anyMatch(column.name()::equalsIgnoreCase));
  }

  /** Numbers the rows of a staged table whose own column hides DuckDB's {@code rowid}. */
  private Relation renumbered(Statements statements) throws SQLException {
    String names =
        schema.columns().stream()
            .map(column -> DuckDbDialect.INSTANCE.name(column.name()))
            .collect(Collectors.joining(", "));
    statements.run(
        "CREATE TEMP TABLE "
            + NUMBERED
            + " AS SELECT row_number() OVER () - 1 AS "
            + ROW
            + ", "
            + names
            + " FROM "
            + sql);
    String numbered = "(SELECT " + ROW + ", " + names + " FROM " + NUMBERED + ")";
    return new Relation(schema, numbered, List.of(), true, List.of(), 0);
  }

  /** DuckDB sets lines aside only when it does not unite by name: so each file, then the union. */
  private static void stageEach(FileSource files, Statements statements) throws SQLException {
    List<String> parts = new ArrayList<>();
    for (Path path : files.paths()) {
      String part = STAGED + "_" + parts.size();
      FileSource single = new FileSource(List.of(path), files.format(), files.options());
      statements.run(
          "CREATE TEMP TABLE "
              + part
              + " AS SELECT * FROM "
              + FileReaders.reader(single, FileFormat.CSV));
      parts.add(part);
    }
    statements.run(
        "CREATE TEMP TABLE "
            + STAGED
            + " AS "
            + parts.stream()
                .map(part -> "SELECT * FROM " + part)
                .collect(Collectors.joining(" UNION ALL BY NAME ")));
    for (String part : parts) {
      statements.run("DROP TABLE " + part);
    }
  }

  private static Relation described(
      String from, String number, List<Long> fileRows, boolean staged, Statements statements)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    StringBuilder select = new StringBuilder("(SELECT " + number + " AS " + ROW);
    statements.query(
        "DESCRIBE SELECT * FROM " + from,
        rows -> {
          while (rows.next()) {
            DuckDbType type = DuckDbType.of(rows.getString("column_type"));
            String name = rows.getString("column_name");
            if (name.equalsIgnoreCase(ROW)) {
              throw new EvaluationException(
                  Kind.SOURCE_UNREADABLE, "no column can be called '" + name + "'");
            }
            columns.add(new Column(name, type.logical(), true, null));
            select.append(", ").append(type.select(DuckDbDialect.INSTANCE.name(name)));
          }
          return columns.size();
        });
    String sql = select + " FROM " + from + ")";
    Relation relation = new Relation(new Schema(columns), sql, fileRows, staged, List.of(), 0);
    return staged && relation.hasColumn("rowid") ? relation.renumbered(statements) : relation;
  }

  private Relation withRejects(Statements statements) throws SQLException {
    List<RejectedRow> rows =
        statements.query(
            "SELECT s.file_path, e.line, min(e.error_message) AS reason FROM reject_errors e JOIN"
                + " reject_scans s ON e.scan_id = s.scan_id AND e.file_id = s.file_id"
                + " GROUP BY ALL ORDER BY 1, 2 LIMIT 20",
            found -> {
              List<RejectedRow> list = new ArrayList<>();
              while (found.next()) {
                list.add(
                    new RejectedRow(
                        FileReaders.fileName(found.getString(1)),
                        found.getLong(2),
                        found.getString(3)));
              }
              return list;
            });
    long count =
        statements.query(
            "SELECT count(*) FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors)",
            found -> found.next() ? found.getLong(1) : 0L);
    return new Relation(schema, sql, fileRows, staged, rows, count);
  }

  /** As the planner sees it. */
  SqlRelation table() {
    return new SqlRelation(schema, sql, ROW, this::rowIndex);
  }

  /** The number of a row in the whole source, from the number that {@link #ROW} gives it. */
  long rowIndex(long number) {
    if (fileRows.isEmpty()) {
      return number;
    }
    int file = (int) (number >>> FILE_SHIFT);
    long index = number & ((1L << FILE_SHIFT) - 1);
    for (int before = 0; before < file; before++) {
      index += fileRows.get(before);
    }
    return index;
  }
}
