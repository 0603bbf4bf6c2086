package io.sluice.bench;

import io.sluice.bench.measure.Measured;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import io.sluice.bench.sales.SluiceCheck;
import io.sluice.quality.check.ResultFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The same rows as Parquet and as CSV. */
@Command(
    name = "readers",
    mixinStandardHelpOptions = true,
    description = "The 30 rules on the same rows as Parquet and as CSV, whose types are sniffed.")
final class ReadersCommand implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Override
  public Integer call() throws Exception {
    common.begin("30 rules by file format");
    Sales parquet = common.sales();
    Sales csv = parquet.asCsv();
    System.out.println(parquet.describe());
    System.out.println(csv.describe());
    common.describeRounds();
    try (SluiceCheck columns = check("Parquet", parquet);
        SluiceCheck lines = check("CSV", csv)) {
      // CSV has neither decimals nor empty texts beside nulls, so the figures need not be the same.
      List<Measured> measured = common.rounds().measureDifferent(List.of(columns, lines));
      Common.print(measured, measured.get(0));
    }
    return 0;
  }

  private SluiceCheck check(String name, Sales sales) {
    return new SluiceCheck(
        name, RuleTexts.thirty(), sales.file(), common.limits(), ResultFormat.SUMMARY);
  }
}
