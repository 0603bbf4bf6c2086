package io.sluice.bench;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import io.sluice.bench.sales.SluiceCheck;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.verdict.Status;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What samples of failing rows cost. */
@Command(
    name = "samples",
    mixinStandardHelpOptions = true,
    description = {
      "30 rules of which some fail: without samples (BOOLEAN_ONLY), with 20 each (SUMMARY), and"
          + " all",
      "met with samples asked for (nothing to read)."
    })
final class SamplesCommand implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Override
  public Integer call() throws Exception {
    common.begin("Samples of failing rows");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    common.describeRounds();
    String failing = RuleTexts.thirtyWithTenFailing();
    try (SluiceCheck without =
            check("failing, no samples", failing, sales, ResultFormat.BOOLEAN_ONLY);
        SluiceCheck with = check("failing, 20 samples each", failing, sales, ResultFormat.SUMMARY);
        SluiceCheck met =
            check("all met, samples asked", RuleTexts.thirty(), sales, ResultFormat.SUMMARY)) {
      List<Measured> measured =
          common.rounds().measureDifferent(List.<Contestant>of(without, with, met));
      Common.print(measured, measured.get(0));
      CheckReport report = with.check();
      long failed =
          report.results().stream().filter(each -> each.status() == Status.FAILED).count();
      long samples =
          report.results().stream().mapToLong(each -> each.unexpectedIndexList().size()).sum();
      System.out.printf(
          Locale.ROOT,
          "%n%d rules failed, %d samples; extra CPU %.3f s; %s%nall met: %s%n",
          failed,
          samples,
          measured.get(1).cpu() - measured.get(0).cpu(),
          report.statistics(),
          met.check().statistics());
    }
    return 0;
  }

  private SluiceCheck check(String name, String yaml, Sales sales, ResultFormat format) {
    return new SluiceCheck(name, yaml, sales.file(), common.limits(), format);
  }
}
