package io.sluice.bench;

import io.sluice.bench.measure.Measured;
import io.sluice.bench.measure.Table;
import io.sluice.bench.rows.ChunkedRows;
import io.sluice.bench.rows.HotEvaluation;
import io.sluice.bench.rows.PredicateTexts;
import io.sluice.bench.rows.SameInSql;
import io.sluice.bench.sales.Sales;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The row engine's predicates against the JEXL interpreter. */
@Command(
    name = "rowengine",
    mixinStandardHelpOptions = true,
    description = {
      "Predicates on rows in memory: the JEXL interpreter against ours; then all rows of the file,",
      "as the engine row judges them: from DuckDB's chunks to a report."
    })
final class RowEngineCommand implements Callable<Integer> {

  private static final int HOT_ROWS = 200_000;
  private static final int PASSES = 10;

  @Mixin private final Common common = new Common();

  @Override
  public Integer call() throws Exception {
    common.begin("Predicates in the JVM, one thread");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    common.describeRounds();
    double ratio = hot("five predicates", sales, PredicateTexts.FIVE);
    hot("one regular expression", sales, PredicateTexts.PATTERN);
    double rate = endToEnd(sales);
    Common.targetAtLeast("compiled / JEXL, five predicates", ratio, 10);
    Common.targetAtLeast("M rows a CPU second, end to end", rate, 1.5);
    return 0;
  }

  private double endToEnd(Sales sales) throws Exception {
    List<Measured> measured;
    try (ChunkedRows rows = new ChunkedRows(sales, PredicateTexts.FIVE, common.limits())) {
      measured = common.rounds().measure(List.of(rows, new SameInSql(sales)));
    }
    System.out.printf(Locale.ROOT, "end to end, the five on %,d rows of Parquet%n", sales.rows());
    Table table = new Table("", "M rows/s of wall", "M rows/s of CPU", "CPU s", "wall s");
    for (Measured each : measured) {
      table.row(
          each.name(),
          String.format(Locale.ROOT, "%.2f", sales.rows() / each.wall() / 1e6),
          String.format(Locale.ROOT, "%.2f", sales.rows() / each.cpu() / 1e6),
          each.cpuText(),
          each.wallText());
    }
    table.print(System.out);
    return sales.rows() / measured.get(0).cpu() / 1e6;
  }

  private double hot(String what, Sales sales, List<String> predicates) throws Exception {
    List<Measured> measured =
        common.rounds().measure(HotEvaluation.of(sales, HOT_ROWS, PASSES, predicates));
    Measured jexl = measured.get(0);
    System.out.printf(Locale.ROOT, "%s, %,d rows in memory%n", what, HOT_ROWS);
    Table table = new Table("", "M rows/s", "CPU s", "faster than JEXL");
    for (Measured each : measured) {
      table.row(
          each.name(),
          String.format(Locale.ROOT, "%.2f", (double) HOT_ROWS * PASSES / each.cpu() / 1e6),
          each.cpuText(),
          Common.ratio(jexl.cpu() / each.cpu()));
    }
    table.print(System.out);
    System.out.println();
    return jexl.cpu() / measured.get(measured.size() - 1).cpu();
  }
}
