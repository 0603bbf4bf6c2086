package io.sluice.bench;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.sales.HandWritten;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import io.sluice.bench.sales.SluiceCheck;
import io.sluice.quality.check.ResultFormat;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Thirty rules against the best SQL by hand. */
@Command(
    name = "rules30",
    mixinStandardHelpOptions = true,
    description = {
      "30 mixed rules (20 of rows, 8 aggregates, 2 of uniqueness) on Parquet: Sluice, the best SQL",
      "by hand for the same figures, and a query for each rule."
    })
final class Rules30Command implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Option(names = "--without-each", description = "Leave out the slow one: a query for each rule.")
  private boolean withoutEach;

  @Override
  public Integer call() throws Exception {
    common.begin("30 rules: Sluice against SQL by hand");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    common.describeRounds();
    try (SluiceCheck sluice =
        new SluiceCheck(
            "Sluice", RuleTexts.thirty(), sales.file(), common.limits(), ResultFormat.SUMMARY)) {
      List<Contestant> contestants = new ArrayList<>();
      contestants.add(sluice);
      contestants.add(hand("by hand: CASE counts", "rules30-case.sql", sales));
      contestants.add(hand("by hand: bit mask", "rules30-mask.sql", sales));
      if (!withoutEach) {
        contestants.add(hand("a query for each rule", "rules30-each.sql", sales));
      }
      List<Measured> measured = common.rounds().measure(contestants);
      Measured best =
          measured.subList(1, 3).stream()
              .min(Comparator.comparingDouble(Measured::cpu))
              .orElseThrow();
      Common.print(measured, best);
      System.out.printf("%nAll found the same figures. Ratios are against %s.%n", best.name());
      Common.target("CPU of Sluice / best by hand", measured.get(0).cpu() / best.cpu(), 1.2);
      System.out.println(sluice.check().statistics());
    }
    return 0;
  }

  private HandWritten hand(String name, String resource, Sales sales) {
    return new HandWritten(name, resource, sales.file(), common.limits());
  }
}
