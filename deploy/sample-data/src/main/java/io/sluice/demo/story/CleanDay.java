package io.sluice.demo.story;

import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.pipeline.Outcome;
import io.sluice.demo.pipeline.SalesPipeline;
import io.sluice.demo.shop.Delivery;
import io.sluice.demo.shop.SaleLine;
import io.sluice.quality.verdict.Decision;
import java.time.LocalDate;
import java.util.List;

/** A day as it should be: the delivery is messy but true, so it passes, loads and is reported. */
final class CleanDay implements Step {

  private final int number;

  CleanDay(int number) {
    this.number = number;
  }

  @Override
  public String title() {
    return "Day " + number + ": a clean delivery passes, is loaded and reported";
  }

  @Override
  public void run(Stage stage) throws Exception {
    LocalDate day = stage.day(number);
    SalesPipeline pipeline = stage.sales();
    JobRun daily = pipeline.begin(day);
    List<SaleLine> lines = stage.shop().deliver(day, Delivery.CLEAN);
    JobRun landing = pipeline.land(day, lines, daily);
    stage.verifyRun(landing, "COMPLETED");
    stage
        .narrator()
        .say("landed " + lines.size() + " orders in data/sales/" + day + ".csv, for example");
    lines.stream()
        .limit(3)
        .forEach(line -> stage.narrator().say("  " + line.csv().replace("\n", "\\n")));
    Outcome report = loadAndReport(stage, day, daily, lines.size());
    stage.verifyRun(daily, "COMPLETED");
    stage
        .narrator()
        .verified(
            "the report has "
                + report.rows()
                + " lines of the last "
                + SalesPipeline.REPORT_DAYS
                + " days up to "
                + day
                + "; its runs are COMPLETED");
  }

  /** What a day comes to that passes: also the repaired one. */
  static Outcome loadAndReport(Stage stage, LocalDate day, JobRun daily, int orders)
      throws Exception {
    SalesPipeline pipeline = stage.sales();
    Outcome load = pipeline.load(day, daily);
    stage.narrator().decision(load.evaluation());
    requirePass(load);
    stage.verifyRun(load.run(), "COMPLETED");
    long loaded = stage.warehouse().count(day);
    StoryFailure.unless(
        loaded == orders,
        "the warehouse should have " + orders + " sales of " + day + ", not " + loaded);
    stage
        .narrator()
        .verified("cleaned and loaded: the warehouse has " + loaded + " sales of " + day);
    Outcome report = pipeline.report(day, daily);
    stage.narrator().decision(report.evaluation());
    requirePass(report);
    stage.verifyRun(report.run(), "COMPLETED");
    StoryFailure.unless(
        stage.warehouse().published(day, day).size() == stage.warehouse().report(day, day).size()
            && !stage.warehouse().published(day, day).isEmpty(),
        "the published report should hold " + day);
    pipeline.end(daily, report);
    return report;
  }

  private static void requirePass(Outcome outcome) throws StoryFailure {
    StoryFailure.unless(
        outcome.evaluation().decision() == Decision.PASS,
        outcome.evaluation().gate() + " should say PASS:\n" + outcome.evaluation().json());
  }
}
