package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.Session.RejectedRow;
import io.sluice.quality.engine.sql.Statements;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The rows of text files that could not be read: all are counted, the first are named. */
final class Rejected {

  private static final int MOST_NAMED = 20;

  private final List<RejectedRow> rows = new ArrayList<>();
  private long count;
  private long linesSeen;

  long count() {
    return count;
  }

  /** The first ones of each file, at most twenty in all. */
  List<RejectedRow> rows() {
    return List.copyOf(rows.subList(0, Math.min(MOST_NAMED, rows.size())));
  }

  /** The lines that DuckDB's reader set aside since this was last asked. */
  List<RejectedRow> addLines(Statements statements) throws SQLException {
    long all =
        statements.query(
            "SELECT count(*) FROM (SELECT DISTINCT scan_id, file_id, line FROM reject_errors)",
            found -> found.next() ? found.getLong(1) : 0L);
    if (all == linesSeen) {
      return List.of();
    }
    List<RejectedRow> fresh =
        statements.query(
            "SELECT s.file_path, e.line, min(e.error_message) FROM reject_errors e JOIN"
                + " reject_scans s ON e.scan_id = s.scan_id AND e.file_id = s.file_id"
                + " WHERE e.scan_id = (SELECT max(scan_id) FROM reject_errors)"
                + " GROUP BY ALL ORDER BY 1, 2 LIMIT 10000",
            found -> {
              List<RejectedRow> list = new ArrayList<>();
              while (found.next()) {
                String file = FileReaders.fileName(found.getString(1));
                list.add(new RejectedRow(file, found.getLong(2), found.getString(3)));
              }
              return list;
            });
    count += all - linesSeen;
    linesSeen = all;
    rows.addAll(fresh.subList(0, Math.min(MOST_NAMED, fresh.size())));
    return fresh;
  }

  /** Takes the marked rows out of a table. */
  void takeMistyped(
      String table, Path path, int firstLine, List<RejectedRow> lines, Statements statements)
      throws SQLException {
    String bad = StrictCasts.BAD;
    List<RejectedRow> named =
        statements.query(
            "SELECT rowid, "
                + bad
                + " FROM "
                + table
                + " WHERE "
                + bad
                + " IS NOT NULL ORDER BY rowid LIMIT "
                + MOST_NAMED,
            found -> {
              List<RejectedRow> list = new ArrayList<>();
              while (found.next()) {
                long line = line(found.getLong(1) + firstLine, lines);
                list.add(
                    new RejectedRow(String.valueOf(path.getFileName()), line, found.getString(2)));
              }
              return list;
            });
    if (named.isEmpty()) {
      statements.run("ALTER TABLE " + table + " DROP COLUMN " + bad);
      return;
    }
    count +=
        statements.query(
            "SELECT count(" + bad + ") FROM " + table,
            found -> found.next() ? found.getLong(1) : 0L);
    rows.addAll(named);
    rows.sort(Comparator.comparing(RejectedRow::file).thenComparing(RejectedRow::line));
    String all = table + "_all";
    statements.run("ALTER TABLE " + table + " RENAME TO " + all);
    statements.run(
        "CREATE TEMP TABLE "
            + table
            + " AS SELECT * EXCLUDE ("
            + bad
            + ") FROM "
            + all
            + " WHERE "
            + bad
            + " IS NULL");
    statements.run("DROP TABLE " + all);
  }

  /**
   * The lines that were set aside before a row have moved it; values of many lines are not seen.
   */
  private static long line(long unmoved, List<RejectedRow> setAside) {
    long line = unmoved;
    for (RejectedRow row : setAside) {
      if (row.line() > line) {
        break;
      }
      line++;
    }
    return line;
  }
}
