package io.sluice.bench;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.measure.Measured;
import io.sluice.bench.sales.DeequProcess;
import io.sluice.bench.sales.Figures;
import io.sluice.bench.sales.RuleTexts;
import io.sluice.bench.sales.Sales;
import io.sluice.bench.sales.SluiceCheck;
import io.sluice.quality.check.ResultFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Thirty rules against Deequ. */
@Command(
    name = "deequ",
    mixinStandardHelpOptions = true,
    description = {
      "The same 30 rules on Deequ (Spark local[threads], a process of its own; its start is left"
          + " out).",
      "Deequ counts null as not complying, so what is compared is how many rows comply, which it"
          + " and",
      "Sluice count alike, and every aggregate."
    })
final class DeequCommand implements Callable<Integer> {

  @Mixin private final Common common = new Common();

  @Option(
      names = "--deequ-class-path",
      required = true,
      description = "Deequ, Spark and the program; the script gives it.")
  private String classPath = "";

  @Override
  public Integer call() throws Exception {
    common.begin("30 rules: Sluice against Deequ");
    Sales sales = common.sales();
    System.out.println(sales.describe());
    common.describeRounds();
    try (SluiceCheck sluice =
            new SluiceCheck(
                "Sluice", RuleTexts.thirty(), sales.file(), common.limits(), ResultFormat.SUMMARY);
        DeequProcess deequ = DeequProcess.start(classPath, sales.file(), common.limits())) {
      Contestant complying = Contestant.of(sluice.name(), () -> Figures.complying(sluice.run()));
      List<Measured> measured = common.rounds().measure(List.of(complying, deequ));
      Measured baseline = measured.get(1);
      Common.print(measured, baseline);
      System.out.printf(
          Locale.ROOT,
          "%nBoth found the same figures. Peak memory of Deequ's process: %.0f MB (heap limit 4"
              + " GB)%n",
          deequ.peakBytes() / 1e6);
      Common.target("CPU of Sluice / Deequ", measured.get(0).cpu() / baseline.cpu(), 0.25);
    }
    return 0;
  }
}
