package io.sluice.bench.sales;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * Orders of a shop in a file, made from a seed and kept for the next run.
 *
 * @param file Parquet (zstd) or CSV
 * @param rows how many
 * @param digest of the values, whatever the order of the rows and the bytes of the file
 */
public record Sales(Path file, long rows, String digest) {

  private static final long SEED = 7;

  /**
   * The Parquet file of so many rows; made if it is not there.
   *
   * @param directory where it is kept
   */
  public static Sales parquet(Path directory, long rows) throws IOException, SQLException {
    String made = Resource.text("sales.sql");
    String name = String.format(Locale.ROOT, "sales-%d-%d-%08x", rows, SEED, made.hashCode());
    Path file = directory.resolve(name + ".parquet");
    Path note = directory.resolve(name + ".digest");
    if (!Files.exists(note)) {
      System.err.printf("making %d rows in %s …%n", rows, file);
      Files.createDirectories(directory);
      Path unfinished = directory.resolve(name + ".unfinished");
      run(
          made.replace("${rows}", Long.toString(rows))
              .replace("${seed}", Long.toString(SEED))
              .replace("${file}", unfinished.toString()));
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
      Files.writeString(note, digest(file));
    }
    return new Sales(file.toRealPath(), rows, Files.readString(note));
  }

  /** The same rows as CSV with a heading; made if it is not there. */
  public Sales asCsv() throws IOException, SQLException {
    Path csv = Path.of(file.toString().replace(".parquet", ".csv"));
    if (!Files.exists(csv)) {
      Path unfinished = Path.of(csv + ".unfinished");
      run("COPY (FROM '" + file + "') TO '" + unfinished + "' (FORMAT csv, HEADER)");
      Files.move(unfinished, csv, StandardCopyOption.REPLACE_EXISTING);
    }
    return new Sales(csv, rows, digest);
  }

  /** What it is, in a line. */
  public String describe() throws IOException {
    return String.format(
        Locale.ROOT,
        "sales: %,d rows, 11 columns, %s, %.0f MB, digest %s",
        rows,
        file.toString().endsWith(".csv") ? "CSV" : "Parquet zstd",
        Files.size(file) / 1e6,
        digest);
  }

  private static void run(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** A sum of the rows' hashes: unlike an exclusive or, it counts rows that occur twice. */
  private static String digest(Path file) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT format('{:x}', CAST(sum(CAST(hash(s) AS HUGEINT)) % 9223372036854775807"
                    + " AS BIGINT)) FROM '"
                    + file
                    + "' s")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
