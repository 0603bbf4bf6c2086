package io.sluice.demo.story;

import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.pipeline.Outcome;
import io.sluice.demo.pipeline.SalesPipeline;
import io.sluice.demo.shop.Delivery;
import io.sluice.demo.shop.SaleLine;
import java.time.LocalDate;
import java.util.List;

/** The bad day delivered again: it passes, the halt ends by itself, and the report comes out. */
final class RepairedDay implements Step {

  private final int number;

  RepairedDay(int number) {
    this.number = number;
  }

  @Override
  public String title() {
    return "Day " + number + " again: the repaired delivery passes and releases the report";
  }

  @Override
  public void run(Stage stage) throws Exception {
    LocalDate day = stage.day(number);
    SalesPipeline pipeline = stage.sales();
    JobRun daily = pipeline.begin(day);
    List<SaleLine> lines = stage.shop().deliver(day, Delivery.CLEAN);
    pipeline.land(day, lines, daily);
    stage.narrator().say("landed again, repaired: " + lines.size() + " orders");
    Outcome report = CleanDay.loadAndReport(stage, day, daily, lines.size());
    stage.verifyRun(daily, "COMPLETED");
    boolean open =
        stage.gates().halts(true).stream().anyMatch(halt -> day.toString().equals(halt.batch()));
    StoryFailure.unless(!open, "no halt of " + day + " should be open any more");
    stage
        .narrator()
        .verified(
            "the halt ended when its batch passed; the report is out with "
                + report.rows()
                + " lines");
    // A load that is repeated replaces its day: nothing is doubled.
    long before = stage.warehouse().count(day);
    JobRun again = pipeline.begin(day);
    Outcome repeated = pipeline.load(day, again);
    pipeline.end(again, repeated);
    StoryFailure.unless(
        stage.warehouse().count(day) == before && before == lines.size(),
        "loading "
            + day
            + " again should leave "
            + lines.size()
            + " sales, not "
            + stage.warehouse().count(day));
    stage.narrator().verified("the load was run once more on purpose: still " + before + " sales");
  }
}
