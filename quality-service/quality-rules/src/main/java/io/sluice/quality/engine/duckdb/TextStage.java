package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.Session.RejectedRow;
import io.sluice.quality.engine.sql.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Reads text files once into a table, so that every pass sees the same rows and row numbers are
 * exact; rows that cannot be read are set aside.
 */
final class TextStage {

  /** Up to this size the types of text files are taken from every line, not from a sample. */
  private static final long WHOLE_SNIFF_BYTES = 64L << 20;

  private static final int SAMPLE_LINES = 204_800;

  private final FileSource files;
  private final FileFormat format;
  private final ReadOptions options;
  private final FileReaders readers;
  private final Statements statements;
  private final long sample;

  /**
   * What is read by one statement.
   *
   * @param path the file; the first of several that are read as one
   * @param select what to select
   * @param strict whether it has {@link StrictCasts#BAD}
   * @param firstLine the line of its first row
   */
  private record Part(Path path, String select, boolean strict, int firstLine) {}

  TextStage(FileSource files, FileFormat format, Statements statements) {
    this.files = files;
    this.format = format;
    this.statements = statements;
    options = ReadOptions.of(files);
    readers = new FileReaders(format, options);
    sample = sampleSize();
  }

  private long sampleSize() {
    long bytes = 0;
    for (Path path : files.paths()) {
      try {
        bytes += Files.size(path);
      } catch (IOException gone) {
        throw new EvaluationException(
            Kind.SOURCE_NOT_FOUND, path.getFileName() + " cannot be read", gone);
      }
    }
    return bytes <= WHOLE_SNIFF_BYTES ? -1 : SAMPLE_LINES;
  }

  /** The statements that {@link #load} would run. */
  List<String> plan(String table) throws SQLException {
    List<Part> parts = parts();
    List<String> plan = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      plan.add(create(parts.size() == 1 ? table : table + "_" + i, parts.get(i).select()));
    }
    return plan;
  }

  /** What the table would hold, as a SELECT that can be described without reading the files. */
  String described() throws SQLException {
    return parts().stream()
        .map(
            part ->
                part.strict()
                    ? "SELECT * EXCLUDE (" + StrictCasts.BAD + ") FROM (" + part.select() + ")"
                    : part.select())
        .collect(Collectors.joining(" UNION ALL BY NAME "));
  }

  /** Reads the files into that table. */
  Rejected load(String table) throws SQLException {
    List<Part> parts = parts();
    Rejected rejected = new Rejected();
    List<String> tables = new ArrayList<>();
    for (Part part : parts) {
      String name = parts.size() == 1 ? table : table + "_" + tables.size();
      load(part, name, rejected);
      tables.add(name);
    }
    if (tables.size() > 1) {
      statements.run(
          create(
              table,
              tables.stream()
                  .map(name -> "SELECT * FROM " + name)
                  .collect(Collectors.joining(" UNION ALL BY NAME "))));
      for (String name : tables) {
        statements.run("DROP TABLE " + name);
      }
    }
    return rejected;
  }

  private void load(Part part, String table, Rejected rejected) throws SQLException {
    statements.step("reading " + part.path().getFileName());
    run(part.path(), create(table, part.select()));
    List<RejectedRow> lines = format.isSeparated() ? rejected.addLines(statements) : List.of();
    if (part.strict()) {
      rejected.takeMistyped(table, part.path(), part.firstLine(), lines, statements);
    }
  }

  private void run(Path path, String sql) throws SQLException {
    Blame.on(
        path,
        () -> {
          statements.run(sql);
          return true;
        });
  }

  private static String create(String table, String select) {
    return "CREATE TEMP TABLE " + table + " AS " + select;
  }

  private List<Part> parts() throws SQLException {
    List<Part> parts = new ArrayList<>();
    if (!format.isSeparated() && options.schema().isEmpty()) {
      String reader = readers.json(files.paths(), sample);
      parts.add(new Part(files.paths().get(0), "SELECT * FROM " + reader, false, 1));
      return parts;
    }
    for (Path path : files.paths()) {
      parts.add(Blame.on(path, () -> format.isSeparated() ? separated(path) : json(path)));
    }
    return parts;
  }

  private Part separated(Path path) throws SQLException {
    CsvOptions how = CsvOptions.sniffed(path, format, options, sample, statements);
    Map<String, String> found = columns(readers.separated(path, how, List.of()));
    Map<String, LogicalType> strict = strict(path, found);
    String reader = readers.separated(path, how, strict.keySet());
    int firstLine = how.header() ? 2 : 1;
    return strict.isEmpty()
        ? new Part(path, "SELECT * FROM " + reader, false, firstLine)
        : part(path, reader, found, strict, firstLine);
  }

  private Part json(Path path) throws SQLException {
    Map<String, String> found = columns(readers.json(List.of(path), sample));
    options.schema().keySet().forEach(column -> found.putIfAbsent(column, "JSON"));
    Map<String, LogicalType> types = new TreeMap<>();
    found.forEach(
        (column, type) -> types.put(column, LogicalType.parse(DuckDbType.of(type).logical())));
    types.putAll(options.schema());
    types.keySet().removeAll(options.partitions());
    return part(path, readers.json(path, types.keySet()), found, types, 1);
  }

  private Part part(
      Path path,
      String reader,
      Map<String, String> columns,
      Map<String, LogicalType> strict,
      int firstLine) {
    String select =
        new StrictCasts(strict, options.separated())
            .select(List.copyOf(columns.keySet()), !format.isSeparated());
    return new Part(path, "SELECT " + select + " FROM " + reader, true, firstLine);
  }

  /**
   * The columns to cast strictly: those with a type that was said, and, where only a sample was
   * looked at, whole numbers, which a fraction that comes later would round in silence.
   */
  private Map<String, LogicalType> strict(Path path, Map<String, String> found) {
    Map<String, LogicalType> strict = new LinkedHashMap<>(options.schema());
    for (String column : options.schema().keySet()) {
      if (!found.containsKey(column)) {
        throw ReadOptions.refused(
            "there is no column '"
                + column
                + "' in "
                + path.getFileName()
                + ", as the schema says");
      }
    }
    if (sample > 0) {
      found.forEach(
          (column, type) -> {
            if (type.equals("BIGINT")) {
              strict.putIfAbsent(column, LogicalType.parse("integer"));
            }
          });
    }
    options.partitions().forEach(strict::remove);
    return strict;
  }

  /** The columns and their DuckDB types, in order. */
  private Map<String, String> columns(String reader) throws SQLException {
    return statements.query(
        "DESCRIBE SELECT * FROM " + reader,
        rows -> {
          Map<String, String> found = new LinkedHashMap<>();
          while (rows.next()) {
            Relation.requireName(rows.getString("column_name"));
            found.put(rows.getString("column_name"), rows.getString("column_type"));
          }
          return found;
        });
  }
}
