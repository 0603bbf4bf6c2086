package io.sluice.demo.story;

import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.pipeline.Outcome;
import io.sluice.demo.pipeline.SalesPipeline;
import io.sluice.demo.shop.Delivery;
import io.sluice.demo.shop.FaultPlan;
import io.sluice.demo.shop.SaleLine;
import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.Halt;
import io.sluice.quality.sdk.client.Reason;
import io.sluice.quality.verdict.Decision;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The bad day: its delivery is halted, is not loaded, and the report downstream is halted with it.
 */
final class BadDay implements Step {

  /** The rules that the documented faults break, and no others. */
  static final Set<String> BROKEN =
      Set.of("order-id-unique", "revenue-present", "revenue-not-negative");

  private final int number;

  BadDay(int number) {
    this.number = number;
  }

  @Override
  public String title() {
    return "Day " + number + ": a bad delivery is halted, and so is the report downstream of it";
  }

  @Override
  public void run(Stage stage) throws Exception {
    LocalDate day = stage.day(number);
    SalesPipeline pipeline = stage.sales();
    JobRun daily = pipeline.begin(day);
    List<SaleLine> lines = stage.shop().deliver(day, Delivery.FAULTY);
    pipeline.land(day, lines, daily);
    FaultPlan faults = FaultPlan.of(stage.options().rows());
    stage
        .narrator()
        .say(
            "landed "
                + lines.size()
                + " lines: "
                + faults.duplicates()
                + " orders twice, "
                + faults.missingRevenue()
                + " without revenue, "
                + faults.negativeRevenue()
                + " with negative revenue");
    Outcome load = pipeline.load(day, daily);
    stage.narrator().decision(load.evaluation());
    verifyHalt(stage, load, day);
    Outcome report = pipeline.report(day, daily);
    stage.narrator().decision(report.evaluation());
    verifyReportHalted(stage, report, day);
    pipeline.end(daily, report);
    stage.verifyRun(daily, "FAILED");
  }

  private static void verifyHalt(Stage stage, Outcome load, LocalDate day) throws Exception {
    Evaluation evaluation = load.evaluation();
    StoryFailure.unless(
        evaluation.decision() == Decision.HALT, "the gate should halt:\n" + evaluation.json());
    Set<String> broken =
        evaluation.reasons().stream()
            .map(Reason::rule)
            .filter(rule -> rule != null)
            .collect(Collectors.toSet());
    StoryFailure.unless(
        broken.equals(BROKEN), "the rules " + BROKEN + " should have failed, not " + broken);
    long loaded = stage.warehouse().count(day);
    StoryFailure.unless(
        loaded == 0, "nothing of " + day + " may be loaded, but " + loaded + " rows are");
    stage.verifyRun(load.run(), "FAILED");
    List<Halt> halts =
        stage.gates().halts(true).stream()
            .filter(halt -> halt.gate().equals(SalesPipeline.SALES_GATE))
            .filter(halt -> day.toString().equals(halt.batch()))
            .toList();
    StoryFailure.unless(halts.size() == 1, "one halt of " + day + " should be open, not " + halts);
    stage
        .narrator()
        .verified(
            "the load did not happen: 0 sales of "
                + day
                + " in the warehouse; halt "
                + halts.get(0).id()
                + " is open");
  }

  private static void verifyReportHalted(Stage stage, Outcome report, LocalDate day)
      throws Exception {
    Evaluation evaluation = report.evaluation();
    StoryFailure.unless(
        evaluation.decision() == Decision.HALT,
        "the report's gate should halt too:\n" + evaluation.json());
    List<String> expected =
        java.util.stream.Stream.of(
                stage.datasets().landed(), stage.datasets().sales(), stage.datasets().report())
            .map(LineageDataset::name)
            .toList();
    boolean named =
        evaluation.reasons().stream()
            .filter(reason -> reason.code().equals("UPSTREAM_HALTED"))
            .map(reason -> String.join(" ", reason.path()))
            .anyMatch(path -> expected.stream().allMatch(path::contains));
    StoryFailure.unless(
        named,
        "a reason UPSTREAM_HALTED should name the path " + expected + ":\n" + evaluation.json());
    StoryFailure.unless(
        stage.warehouse().published(day, day).isEmpty(),
        "no report of " + day + " may be published");
    stage.verifyRun(report.run(), "FAILED");
    stage
        .narrator()
        .verified(
            "the report is held back because of what is upstream: its own rules had nothing against it");
  }
}
