package io.sluice.bench.measure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/** What runs the benchmarks, and what else runs there. */
public final class Machine {

  private Machine() {}

  /** Date, processors, memory, load before the run, and versions, in two lines. */
  public static String describe() {
    return String.format(
        Locale.ROOT,
        "%s · %d processors · %s · load %s%nJava %s · DuckDB %s",
        OffsetDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS),
        Runtime.getRuntime().availableProcessors(),
        memory(),
        load(),
        Runtime.version(),
        duckDb());
  }

  /** The load of the last minute, five and fifteen minutes. */
  public static String load() {
    List<String> parts = List.of(firstLine(Path.of("/proc/loadavg")).split(" ", -1));
    return parts.size() < 3 ? "unknown" : String.join(" ", parts.subList(0, 3));
  }

  /**
   * The most memory that a process has had at once, native memory included.
   *
   * @param pid its number
   * @return bytes, 0 if it is not to be had
   */
  public static long peakBytes(long pid) {
    return kilobytes(Path.of("/proc/" + pid + "/status"), "VmHWM:") * 1024;
  }

  private static String memory() {
    long kilobytes = kilobytes(Path.of("/proc/meminfo"), "MemTotal:");
    return kilobytes == 0 ? "unknown memory" : (kilobytes >> 20) + " GB";
  }

  private static long kilobytes(Path file, String name) {
    try (var lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(0);
    } catch (IOException | java.io.UncheckedIOException notThere) {
      return 0;
    }
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (IOException notThere) {
      return "";
    }
  }

  private static String duckDb() {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet version = statement.executeQuery("SELECT version()")) {
      return version.next() ? version.getString(1) : "of an unknown version";
    } catch (SQLException absent) {
      return "absent";
    }
  }
}
