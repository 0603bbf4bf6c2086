package io.sluice.bench;

import io.sluice.bench.measure.Machine;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.measure.Rounds;
import io.sluice.bench.measure.Table;
import io.sluice.bench.sales.Limits;
import io.sluice.bench.sales.Sales;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Option;

/** The options that benchmarks share, and how they begin and end. */
final class Common {

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "Rows of the data (default: 1000000; the figures in README are of 10000000).")
  private long rows = 1_000_000;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      description = "Measured rounds of each contestant (default: 5).")
  private int rounds = 5;

  @Option(
      names = "--warm-ups",
      paramLabel = "N",
      description = "Rounds before them, which also compare figures (default: 2).")
  private int warmUps = 2;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where data is made and kept (default: sluice-bench in the temporary directory).")
  private Path data = Path.of(System.getProperty("java.io.tmpdir"), "sluice-bench");

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads of each engine (default: all processors).")
  private int threads = Runtime.getRuntime().availableProcessors();

  @Option(
      names = "--memory",
      paramLabel = "MB",
      description = "DuckDB's memory limit (default: 1024, as sluice check has it).")
  private int memory = 1024;

  /** The Parquet file. */
  Sales sales() throws IOException, SQLException {
    return sales(rows);
  }

  /** A Parquet file of so many rows. */
  Sales sales(long count) throws IOException, SQLException {
    return Sales.parquet(data.toAbsolutePath(), count);
  }

  long rows() {
    return rows;
  }

  int threads() {
    return threads;
  }

  Limits limits() {
    return new Limits(threads, memory, temporary());
  }

  Path temporary() {
    return data.toAbsolutePath().resolve("temporary");
  }

  Rounds rounds() {
    return new Rounds(warmUps, rounds);
  }

  /** What is measured, where, and how busy the machine is before. */
  void begin(String what) {
    System.out.println(what);
    System.out.println(Machine.describe());
  }

  /** How the rounds were made. */
  void describeRounds() {
    System.out.printf(
        Locale.ROOT,
        "%d threads · memory limit %d MB · %d warm-up and %d measured rounds, interleaved;"
            + " median (least–most)%n%n",
        threads,
        memory,
        warmUps,
        rounds);
  }

  /** A table whose ratios are against one contestant. */
  static void print(List<Measured> measured, Measured baseline) {
    Table table = new Table("", "CPU s", "wall s", "CPU ratio", "wall ratio");
    for (Measured each : measured) {
      table.row(
          each.name(),
          each.cpuText(),
          each.wallText(),
          ratio(each.cpu() / baseline.cpu()),
          ratio(each.wall() / baseline.wall()));
    }
    table.print(System.out);
  }

  static String ratio(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /** A target and whether it was met, as it is. */
  static void target(String what, double found, double most) {
    System.out.printf(
        Locale.ROOT,
        "%n%s: %.2f (target at most %.2f: %s)%n",
        what,
        found,
        most,
        found <= most ? "met" : "MISSED");
  }

  /** A target that is a least value. */
  static void targetAtLeast(String what, double found, double least) {
    System.out.printf(
        Locale.ROOT,
        "%n%s: %.2f (target at least %.2f: %s)%n",
        what,
        found,
        least,
        found >= least ? "met" : "MISSED");
  }
}
