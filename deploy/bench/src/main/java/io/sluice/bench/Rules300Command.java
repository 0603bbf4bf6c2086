package io.sluice.bench;

import io.sluice.bench.measure.Cost;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.measure.Meter;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import io.sluice.bench.sales.SluiceCheck;
import io.sluice.quality.check.CheckStatistics;
import io.sluice.quality.check.ResultFormat;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How cost grows with the number of rules. */
@Command(
    name = "rules300",
    mixinStandardHelpOptions = true,
    description = {
      "300 rules (200 of rows, 80 aggregates, 20 of uniqueness over 10 keys) against 30. The two"
          + " sets",
      "find different figures, so what is compared is their cost alone."
    })
final class Rules300Command implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Override
  public Integer call() throws Exception {
    common.begin("300 rules against 30");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    common.describeRounds();
    try (SluiceCheck few = check("30 rules", RuleTexts.thirty(), sales);
        SluiceCheck many = check("300 rules", RuleTexts.threeHundred(), sales)) {
      List<Measured> measured = common.rounds().measureDifferent(List.of(few, many));
      Measured thirty = measured.get(0);
      Common.print(measured, thirty);
      Common.target("CPU of 300 rules / 30 rules", measured.get(1).cpu() / thirty.cpu(), 6);
      Meter meter = Meter.start();
      CheckStatistics statistics = many.check().statistics();
      Cost last = meter.stop();
      System.out.printf("300 rules: %s, CPU %.2f s%n", statistics, last.cpuSeconds());
    }
    return 0;
  }

  private SluiceCheck check(String name, String yaml, Sales sales) {
    return new SluiceCheck(name, yaml, sales.file(), common.limits(), ResultFormat.SUMMARY);
  }
}
