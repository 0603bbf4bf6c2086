package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.sql.Dialect;
import io.sluice.quality.engine.sql.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How one file of separated values is read: what was said, and what its first lines show.
 *
 * <p>A header is expected and no line is skipped, neither before it nor as a comment, since DuckDB
 * would otherwise drop lines in silence; lines that do not fit are set aside and reported; short
 * lines are not padded.
 *
 * @param header whether the first line names the columns
 * @param sql the options of {@code read_csv}, each after a comma
 */
record CsvOptions(boolean header, String sql) {

  private static final Dialect SQL = DuckDbDialect.INSTANCE;

  private static final Map<String, String> TEXTS =
      Map.of(
          "delimiter", "delim",
          "quote", "quote",
          "escape", "escape",
          "nullText", "nullstr",
          "dateFormat", "dateformat",
          "timestampFormat", "timestampformat",
          "encoding", "encoding");

  /**
   * Looks at the first lines of a file.
   *
   * @param sample how many lines the types of columns are taken from; -1 for all
   */
  static CsvOptions sniffed(
      Path path, FileFormat format, ReadOptions options, long sample, Statements statements) {
    Map<String, String> given = new HashMap<>(options.separated());
    boolean header = ReadOptions.truth(given, "header").orElse(true);
    boolean allText = ReadOptions.truth(given, "allText").orElse(false);
    StringBuilder said = new StringBuilder(", skip = 0, header = ").append(header);
    if (format == FileFormat.TSV) {
      given.putIfAbsent("delimiter", "\t");
    }
    Map<String, String> written = new HashMap<>();
    TEXTS.forEach(
        (option, parameter) -> {
          String value = given.remove(option);
          if (value != null) {
            written.put(parameter, value);
            said.append(", ").append(parameter).append(" = ").append(SQL.text(value));
          }
        });
    if (!given.isEmpty()) {
      throw unknown(given);
    }
    said.append(", comment = '', null_padding = false, store_rejects = true");
    if (sample > 0 && !written.containsKey("quote")) {
      said.append(laterQuote(path, said.toString(), statements));
    }
    said.append(", sample_size = ").append(sample);
    return new CsvOptions(header, allText ? said + ", all_varchar = true" : said.toString());
  }

  /**
   * Where only the first lines are looked at and show no quote, one may still come: without this
   * DuckDB would then keep it as a part of the value.
   */
  private static String laterQuote(Path path, String said, Statements statements) {
    String sniff =
        "SELECT Delimiter, Quote FROM sniff_csv("
            + SQL.text(FileReaders.literally(path.toString()))
            + said
            + ")";
    try {
      return statements.query(
          sniff,
          rows -> {
            String quote = rows.next() ? rows.getString(2) : null;
            return "(empty)".equals(quote)
                ? delimiter(said, rows.getString(1)) + ", quote = '\"', escape = '\"'"
                : "";
          });
    } catch (SQLException unclear) {
      // The reader itself then says what is wrong.
      return "";
    }
  }

  private static String delimiter(String said, String seen) {
    return said.contains(", delim = ") ? "" : ", delim = " + SQL.text(seen);
  }

  static EvaluationException unknown(Map<String, String> left) {
    return ReadOptions.refused("unknown source option '" + List.copyOf(left.keySet()).get(0) + "'");
  }
}
