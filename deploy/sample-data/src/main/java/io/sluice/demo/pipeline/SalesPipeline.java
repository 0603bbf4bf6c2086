package io.sluice.demo.pipeline;

import io.sluice.demo.files.Landing;
import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.lineage.JobRuns;
import io.sluice.demo.lineage.JobSpec;
import io.sluice.demo.shop.SaleLine;
import io.sluice.demo.warehouse.ReportRow;
import io.sluice.demo.warehouse.Sale;
import io.sluice.demo.warehouse.SalesCleaner;
import io.sluice.demo.warehouse.Warehouse;
import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.EvaluationRequest;
import io.sluice.quality.sdk.client.EvaluationRequest.RunReference;
import io.sluice.quality.sdk.client.GateClient;
import io.sluice.quality.sdk.client.GateException;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;

/** The jobs of one day's sales; each may be repeated and then does the same again. */
public final class SalesPipeline {

  /** The gate before the load. */
  public static final String SALES_GATE = "sales-daily";

  /** The gate before the report is published. */
  public static final String REPORT_GATE = "sales-report";

  /** How many days the report is over, the last one included. */
  public static final int REPORT_DAYS = 7;

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Datasets datasets;
  private final Landing outbox;
  private final Landing data;
  private final Warehouse warehouse;
  private final JobRuns runs;
  private final GateClient gates;

  /** A pipeline from the shop's outbox by way of the data directory into the warehouse. */
  public SalesPipeline(
      Datasets datasets,
      Landing outbox,
      Landing data,
      Warehouse warehouse,
      JobRuns runs,
      GateClient gates) {
    this.datasets = datasets;
    this.outbox = outbox;
    this.data = data;
    this.warehouse = warehouse;
    this.runs = runs;
    this.gates = gates;
  }

  /** Begins the run that a day's jobs are parts of. */
  public JobRun begin(LocalDate day) throws InterruptedException {
    return runs.start(SalesJobs.daily(), day, null);
  }

  /** Ends a day's run: well if its report came out, as failed if a gate stopped it. */
  public void end(JobRun daily, Outcome last) throws InterruptedException {
    if (last.evaluation().proceed()) {
      runs.complete(daily, last.rows());
    } else {
      runs.fail(daily, last.evaluation().gate() + " halted " + daily.day());
    }
  }

  /** The shop puts out a delivery, and the landing job takes it as it is. */
  public JobRun land(LocalDate day, List<SaleLine> lines, JobRun daily)
      throws IOException, InterruptedException {
    StringBuilder csv = new StringBuilder(SaleLine.HEADING).append('\n');
    lines.forEach(line -> csv.append(line.csv()).append('\n'));
    Path delivered = outbox.land(day + ".csv", csv.toString());
    JobRun run = runs.start(SalesJobs.land(datasets), day, daily);
    data.land("sales/" + day + ".csv", delivered);
    runs.complete(run, lines.size());
    return run;
  }

  /** Asks the gate, and cleans and loads the day if it may. */
  public Outcome load(LocalDate day, JobRun daily)
      throws IOException, SQLException, InterruptedException {
    JobRun run = runs.start(SalesJobs.load(datasets), day, daily);
    Evaluation evaluation = ask(SALES_GATE, day, run);
    if (!evaluation.proceed()) {
      return halted(run, evaluation);
    }
    List<Sale> sales = SalesCleaner.clean(data.at("sales/" + day + ".csv"));
    warehouse.load(day, sales);
    runs.complete(run, sales.size());
    return new Outcome(run, evaluation, sales.size());
  }

  /** Makes the report, has it judged before anyone sees it, and publishes it if it may. */
  public Outcome report(LocalDate day, JobRun daily)
      throws IOException, SQLException, InterruptedException {
    JobSpec job = SalesJobs.report(datasets);
    JobRun run = runs.start(job, day, daily);
    LocalDate from = day.minusDays(REPORT_DAYS - 1L);
    List<ReportRow> report = warehouse.report(from, day);
    StringBuilder csv = new StringBuilder(ReportRow.HEADING).append('\n');
    report.forEach(row -> csv.append(row.csv()).append('\n'));
    data.land("report/" + day + ".csv", csv.toString());
    Evaluation evaluation = ask(REPORT_GATE, day, run);
    if (!evaluation.proceed()) {
      return halted(run, evaluation);
    }
    warehouse.publish(from, day, report);
    runs.complete(run, report.size());
    return new Outcome(run, evaluation, report.size());
  }

  private Evaluation ask(String gate, LocalDate day, JobRun run) throws InterruptedException {
    try {
      return gates.ask(
          EvaluationRequest.of(gate, day.toString())
              .by(new RunReference(run.id(), JobSpec.NAMESPACE, run.job().name())),
          GateClient.DEFAULT_WAIT,
          PATIENCE);
    } catch (GateException failure) {
      runs.fail(run, "no decision from " + gate + ": " + failure.getMessage());
      throw failure;
    }
  }

  private Outcome halted(JobRun run, Evaluation evaluation) throws InterruptedException {
    runs.fail(run, evaluation.gate() + " halted " + evaluation.batch());
    return new Outcome(run, evaluation, 0);
  }
}
