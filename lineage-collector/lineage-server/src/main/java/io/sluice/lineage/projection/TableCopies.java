package io.sluice.lineage.projection;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Copies and compares whole tables. */
final class TableCopies {

  private static final int SHOWN = 3;

  private TableCopies() {}

  /**
   * What a table holds, whatever the order of its rows: how many there are, and the sums of two
   * 64-bit hashes of each.
   */
  record Content(long rows, String hash) {}

  static Content content(Connection connection, String table) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row =
            query.executeQuery(
                "select count(*), coalesce(sum(hashtextextended(t::text, 1)), 0) || '/'"
                    + " || coalesce(sum(hashtextextended(t::text, 2)), 0) from "
                    + table
                    + " t")) {
      row.next();
      return new Content(row.getLong(1), row.getString(2));
    }
  }

  /** The first few rows that one table has and the other has not, as text. */
  static List<String> onlyIn(Connection connection, String table, String other)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Statement query = connection.createStatement();
        ResultSet rows =
            query.executeQuery(
                "select left(t::text, 500) from (select * from "
                    + table
                    + " except all select * from "
                    + other
                    + ") t limit "
                    + SHOWN)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  /** Replaces what a table holds by what the other does; columns that only one has are left out. */
  static void replace(Connection connection, String target, String source) throws SQLException {
    String columns = commonColumns(connection, target, source);
    try (Statement statement = connection.createStatement()) {
      statement.execute("delete from " + target);
      statement.execute(
          "insert into " + target + " (" + columns + ") select " + columns + " from " + source);
    }
  }

  static String commonColumns(Connection connection, String target, String source)
      throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement(
            "select string_agg(quote_ident(t.attname), ', ' order by t.attnum)"
                + " from pg_attribute t join pg_attribute s on s.attname = t.attname"
                + " and s.attrelid = ?::regclass and s.attnum > 0 and not s.attisdropped"
                + " where t.attrelid = ?::regclass and t.attnum > 0 and not t.attisdropped")) {
      query.setString(1, source);
      query.setString(2, target);
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getString(1);
      }
    }
  }
}
