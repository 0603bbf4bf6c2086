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
    String sized = ", sample_size = " + sample;
    if (!written.containsKey("quote") && (sample > 0 || OpenQuotes.holds(path))) {
      boolean escaped = written.containsKey("escape");
      said.append(quoting(path, said.toString(), sized, escaped, statements));
    }
    said.append(sized);
    return new CsvOptions(header, allText ? said + ", all_varchar = true" : said.toString());
  }

  /**
   * Where no quote is seen in the lines that are looked at, one may still come, and where one does
   * not close DuckDB takes another or none: without this it would keep quotes as parts of values.
   */
  private static String quoting(
      Path path, String said, String sized, boolean escaped, Statements statements) {
    String file = "SELECT Delimiter, Quote FROM sniff_csv(";
    String sniff = file + SQL.text(FileReaders.literally(path.toString())) + said;
    try {
      List<String> seen =
          statements.query(
              sniff + sized + ")",
              rows ->
                  rows.next() ? List.of(rows.getString(1), rows.getString(2)) : List.of("", "\""));
      String quote = seen.get(1);
      if (quote.equals("\"")) {
        return "";
      }
      boolean none = quote.equals("(empty)");
      if (!none && !OpenQuotes.in(path, seen.get(0)).quotes()) {
        return "";
      }
      String fixed =
          delimiter(said, seen.get(0)) + ", quote = '\"'" + (escaped ? "" : ", escape = '\"'");
      requireClosed(path, seen.get(0), sniff + fixed + sized + ")", statements);
      return fixed;
    } catch (SQLException unclear) {
      // The reader itself then says what is wrong.
      return "";
    }
  }

  private static void requireClosed(
      Path path, String delimiter, String sniff, Statements statements) {
    try {
      statements.query(sniff, rows -> rows.next());
    } catch (SQLException unclear) {
      long line = OpenQuotes.in(path, delimiter).line();
      throw ReadOptions.refused(
          (line > 0
                  ? "the quote that opens in line " + line + " is not closed as quotes are"
                  : "its quotes are not closed as quotes are")
              + "; if they are part of the text, set the option 'quote' to ''");
    }
  }

  private static String delimiter(String said, String seen) {
    return said.contains(", delim = ") ? "" : ", delim = " + SQL.text(seen);
  }

  static EvaluationException unknown(Map<String, String> left) {
    return ReadOptions.refused("unknown source option '" + List.copyOf(left.keySet()).get(0) + "'");
  }
}
