package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which DuckDB table function reads which files, and how. */
final class FileReaders {

  private static final Dialect SQL = DuckDbDialect.INSTANCE;

  private static final Pattern GLOB_CHARACTERS = Pattern.compile("[*?\\[]");

  private final FileFormat format;
  private final ReadOptions options;

  FileReaders(FileFormat format, ReadOptions options) {
    this.format = format;
    this.options = options;
    boolean takesNone = !format.isSeparated() && !options.separated().isEmpty();
    if (takesNone) {
      throw CsvOptions.unknown(options.separated());
    }
    if (format == FileFormat.PARQUET && !options.schema().isEmpty()) {
      throw ReadOptions.refused("a Parquet file has its own types: 'schema' is for text files");
    }
  }

  static FileFormat formatOf(FileSource files) {
    return files
        .format()
        .or(() -> FileFormat.ofFileName(files.paths().get(0).toString()))
        .orElseThrow(
            () ->
                new EvaluationException(
                    Kind.SOURCE_UNREADABLE,
                    "the format of " + files.paths().get(0).getFileName() + " is not known"));
  }

  String parquet(List<Path> paths) {
    String union = paths.size() == 1 ? "" : ", union_by_name = true";
    return "read_parquet(" + list(paths) + union + hive() + ")";
  }

  /** All files as one, each column of the type that fits all of its values. */
  String json(List<Path> paths, long sample) {
    return "read_json(" + list(paths) + json(sample) + ", union_by_name = true" + hive() + ")";
  }

  /** One file with those columns, each as JSON that is not looked at. */
  String json(Path path, Collection<String> columns) {
    String raw =
        columns.stream()
            .filter(column -> !options.partitions().contains(column))
            .map(column -> SQL.name(column) + ": 'JSON'")
            .collect(Collectors.joining(", ", "{", "}"));
    String shape = format == FileFormat.NDJSON ? "newline_delimited" : "auto";
    return "read_json("
        + list(List.of(path))
        + ", format = '"
        + shape
        + "', columns = "
        + raw
        + hive()
        + ")";
  }

  private String json(long sample) {
    String shape = format == FileFormat.NDJSON ? "newline_delimited" : "auto";
    return ", format = '" + shape + "', sample_size = " + sample;
  }

  /** One file, those columns as text. */
  String separated(Path path, CsvOptions how, Collection<String> asText) {
    String types =
        asText.stream()
            .filter(column -> !options.partitions().contains(column))
            .map(column -> SQL.text(column) + ": 'VARCHAR'")
            .collect(Collectors.joining(", "));
    return "read_csv("
        + list(List.of(path))
        + how.sql()
        + (types.isEmpty() ? "" : ", types = {" + types + "}")
        + hive()
        + ")";
  }

  private String hive() {
    return options.partitions().isEmpty()
        ? ", hive_partitioning = false"
        : ", hive_partitioning = true";
  }

  static String list(List<Path> paths) {
    return paths.stream()
        .map(path -> SQL.text(literally(path.toString())))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** DuckDB takes paths for globs; here each is one file, whatever its name is. */
  static String literally(String path) {
    return GLOB_CHARACTERS.matcher(path).replaceAll("[$0]");
  }

  /** How many rows each file has, from the footers. */
  static List<Long> parquetRows(FileSource files, Statements statements) throws SQLException {
    Map<String, Long> byName =
        statements.query(
            "SELECT file_name, num_rows FROM parquet_file_metadata(" + list(files.paths()) + ")",
            rows -> {
              Map<String, Long> found = new HashMap<>();
              while (rows.next()) {
                found.put(rows.getString(1), rows.getLong(2));
              }
              return found;
            });
    List<Long> result = new ArrayList<>();
    for (Path path : files.paths()) {
      result.add(byName.getOrDefault(path.toString(), 0L));
    }
    return result;
  }

  /** The last part of a path: callers need not learn where the roots lie. */
  static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }
}
