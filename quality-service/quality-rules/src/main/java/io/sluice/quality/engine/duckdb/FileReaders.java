package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.sql.Statements;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which DuckDB table function reads which files, and how. */
final class FileReaders {

  /** Up to this size the types of text files are taken from every line, not from a sample. */
  private static final long WHOLE_SNIFF_BYTES = 64L << 20;

  private static final int SAMPLE_LINES = 204_800;

  private static final Map<String, String> CSV_TEXT_OPTIONS =
      Map.of(
          "delimiter", "delim",
          "quote", "quote",
          "escape", "escape",
          "nullText", "nullstr",
          "dateFormat", "dateformat",
          "timestampFormat", "timestampformat",
          "encoding", "encoding");

  private static final Pattern GLOB_CHARACTERS = Pattern.compile("[*?\\[]");

  private FileReaders() {}

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

  static String reader(FileSource files, FileFormat format) {
    String paths = paths(files);
    return switch (format) {
      case PARQUET -> {
        String union = files.paths().size() == 1 ? "" : ", union_by_name = true";
        yield "read_parquet(" + paths + union + ")";
      }
      case CSV -> "read_csv(" + paths + csvOptions(files) + ")";
      case JSON -> "read_json(" + paths + ", format = 'auto'" + jsonOptions(files) + ")";
      case NDJSON ->
          "read_json(" + paths + ", format = 'newline_delimited'" + jsonOptions(files) + ")";
    };
  }

  private static String paths(FileSource files) {
    return files.paths().stream()
        .map(path -> DuckDbDialect.INSTANCE.text(literally(path.toString())))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** DuckDB takes paths for globs; here each is one file, whatever its name is. */
  private static String literally(String path) {
    return GLOB_CHARACTERS.matcher(path).replaceAll("[$0]");
  }

  /**
   * A header is expected and no line is skipped, since the sniffer would otherwise drop lines in
   * silence; lines that do not fit are set aside and reported; short lines are not padded.
   */
  private static String csvOptions(FileSource files) {
    Map<String, String> given = new HashMap<>(files.options());
    StringBuilder sql = new StringBuilder(", skip = 0, null_padding = false, store_rejects = true");
    sql.append(", sample_size = ").append(sampleSize(files));
    sql.append(", header = ").append(truth(given, "header", true));
    if (truth(given, "allText", false)) {
      sql.append(", all_varchar = true");
    }
    CSV_TEXT_OPTIONS.forEach(
        (option, parameter) -> {
          String value = given.remove(option);
          if (value != null) {
            sql.append(", ")
                .append(parameter)
                .append(" = ")
                .append(DuckDbDialect.INSTANCE.text(value));
          }
        });
    refuseUnknown(given);
    return sql.toString();
  }

  private static String jsonOptions(FileSource files) {
    refuseUnknown(files.options());
    return ", union_by_name = true, sample_size = " + sampleSize(files);
  }

  private static boolean truth(Map<String, String> given, String option, boolean fallback) {
    String value = given.remove(option);
    if (value == null) {
      return fallback;
    }
    return switch (value) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new EvaluationException(
              Kind.SOURCE_UNREADABLE, "source option '" + option + "' must be true or false");
    };
  }

  private static void refuseUnknown(Map<String, String> left) {
    if (!left.isEmpty()) {
      throw new EvaluationException(
          Kind.SOURCE_UNREADABLE,
          "unknown source option '" + left.keySet().iterator().next() + "'");
    }
  }

  private static long sampleSize(FileSource files) {
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

  /** How many rows each file has, from the footers. */
  static List<Long> parquetRows(FileSource files, Statements statements) throws SQLException {
    Map<String, Long> byName =
        statements.query(
            "SELECT file_name, num_rows FROM parquet_file_metadata(" + paths(files) + ")",
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
