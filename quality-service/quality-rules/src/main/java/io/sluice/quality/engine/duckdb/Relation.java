package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.sql.SqlRelation;
import io.sluice.quality.engine.sql.Statements;
import java.io.IOException;
import java.nio.file.Files;
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
 * @param staging how it is read once, into a table, before anything else; empty if it is not
 * @param rejected rows that could not be read
 */
record Relation(
    Schema schema, String sql, List<Long> fileRows, List<String> staging, Rejected rejected) {

  /** The column that numbers the rows. */
  static final String ROW = "__sluice_row";

  /** How far the number of a file is moved left of the numbers of its rows. */
  static final int FILE_SHIFT = 40;

  private static final String STAGED = "__sluice_data";
  private static final String NUMBERED = "__sluice_numbered";

  /**
   * Opens a source.
   *
   * @param preview whether only its columns are wanted: then text files are not read
   */
  static Relation open(Source source, Connection connection, Statements statements, boolean preview)
      throws SQLException {
    if (source instanceof InlineSource inline) {
      InlineStage.load(inline, connection, statements, STAGED);
      return new Relation(
          new Schema(inline.columns()),
          tableSql(inline),
          List.of(),
          List.of("rows that came with the request"),
          new Rejected());
    } else if (source instanceof FileSource files) {
      requireContent(files);
      FileFormat format = FileReaders.formatOf(files);
      return format == FileFormat.PARQUET
          ? Blame.on(files.paths().get(0), () -> parquet(files, statements))
          : text(new TextStage(files, format, statements), statements, preview);
    }
    throw new IllegalStateException("a source of unknown kind");
  }

  private static void requireContent(FileSource files) {
    for (Path path : files.paths()) {
      try {
        if (Files.size(path) == 0) {
          throw new EvaluationException(
              Kind.SOURCE_UNREADABLE, path.getFileName() + " is empty: it has no columns");
        }
      } catch (IOException gone) {
        throw new EvaluationException(
            Kind.SOURCE_NOT_FOUND, path.getFileName() + " cannot be read", gone);
      }
    }
  }

  private static String tableSql(InlineSource inline) {
    StringBuilder sql = new StringBuilder("(SELECT " + ROW);
    for (Column column : inline.columns()) {
      sql.append(", ").append(DuckDbDialect.INSTANCE.name(column.name()));
    }
    return sql + " FROM " + STAGED + ")";
  }

  private static Relation parquet(FileSource files, Statements statements) throws SQLException {
    String reader =
        new FileReaders(FileFormat.PARQUET, ReadOptions.of(files)).parquet(files.paths());
    boolean single = files.paths().size() == 1;
    String number =
        single
            ? "file_row_number"
            : "(CAST(file_index AS BIGINT) << " + FILE_SHIFT + ") + file_row_number";
    List<Long> rows = single ? List.of() : FileReaders.parquetRows(files, statements);
    Relation inPlace = described("SELECT * FROM " + reader, reader, number, rows, statements);
    if (!inPlace.hasColumn("file_row_number", "file_index")) {
      return inPlace;
    }
    // The file's own columns of those names would be taken for the row numbers.
    String create = "CREATE TEMP TABLE " + STAGED + " AS SELECT * FROM " + reader;
    statements.run(create);
    return staged(List.of(create), new Rejected(), statements);
  }

  private static Relation text(TextStage stage, Statements statements, boolean preview)
      throws SQLException {
    if (preview) {
      Relation seen = described(stage.described(), STAGED, "rowid", List.of(), statements);
      return new Relation(seen.schema(), seen.sql(), List.of(), stage.plan(STAGED), new Rejected());
    }
    Rejected rejected = stage.load(STAGED);
    return staged(List.of("read"), rejected, statements);
  }

  private static Relation staged(List<String> staging, Rejected rejected, Statements statements)
      throws SQLException {
    Relation plain = described("SELECT * FROM " + STAGED, STAGED, "rowid", List.of(), statements);
    Relation numbered = plain.hasColumn("rowid") ? plain.renumbered(statements) : plain;
    return new Relation(numbered.schema(), numbered.sql(), List.of(), staging, rejected);
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
    return new Relation(schema, numbered, List.of(), staging, rejected);
  }

  private static Relation described(
      String select, String from, String number, List<Long> fileRows, Statements statements)
      throws SQLException {
    List<Column> columns = new ArrayList<>();
    StringBuilder shown = new StringBuilder("(SELECT " + number + " AS " + ROW);
    statements.query(
        "DESCRIBE " + select,
        rows -> {
          while (rows.next()) {
            DuckDbType type = DuckDbType.of(rows.getString("column_type"));
            String name = rows.getString("column_name");
            requireName(name);
            if (name.equalsIgnoreCase(ROW)) {
              throw new EvaluationException(
                  Kind.SOURCE_UNREADABLE, "no column can be called '" + name + "'");
            }
            columns.add(new Column(name, type.logical(), true, null));
            shown.append(", ").append(type.select(DuckDbDialect.INSTANCE.name(name)));
          }
          return columns.size();
        });
    String sql = shown + " FROM " + from + ")";
    return new Relation(new Schema(columns), sql, fileRows, List.of(), new Rejected());
  }

  /** SQL cannot write a name with the character NUL: text of two bytes a letter has them. */
  static void requireName(String name) {
    if (name.indexOf('\0') >= 0) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE,
          "the name of a column holds the character NUL: is the text UTF-16, not UTF-8?");
    }
  }

  /** Whether the source was read once, into a table. */
  boolean staged() {
    return !staging.isEmpty();
  }

  /** As the planner sees it. */
  SqlRelation table() {
    return new SqlRelation(schema, sql, ROW, this::rowIndex);
  }

  /** The number of a row in the whole source, from the number that {@link #ROW} gives it. */
  private long rowIndex(long number) {
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
