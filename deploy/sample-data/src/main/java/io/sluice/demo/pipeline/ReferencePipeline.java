package io.sluice.demo.pipeline;

import io.sluice.demo.files.Landing;
import io.sluice.demo.lineage.ColumnOrigin;
import io.sluice.demo.lineage.JobRun;
import io.sluice.demo.lineage.JobRuns;
import io.sluice.demo.lineage.JobSpec;
import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.warehouse.ReferenceTable;
import io.sluice.demo.warehouse.Warehouse;
import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.client.EvaluationRequest;
import io.sluice.quality.sdk.client.EvaluationRequest.RunReference;
import io.sluice.quality.sdk.client.GateClient;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/** Lands a public file, asks its gate and makes a table of the warehouse from it. */
public final class ReferencePipeline {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final Datasets datasets;
  private final Landing data;
  private final Warehouse warehouse;
  private final JobRuns runs;
  private final GateClient gates;

  /** A pipeline from public files by way of the data directory into the warehouse. */
  public ReferencePipeline(
      Datasets datasets, Landing data, Warehouse warehouse, JobRuns runs, GateClient gates) {
    this.datasets = datasets;
    this.data = data;
    this.warehouse = warehouse;
    this.runs = runs;
    this.gates = gates;
  }

  /** Lands, asks and loads; a HALT loads nothing. */
  public Outcome load(ReferenceFile reference, Path source, String version)
      throws IOException, SQLException, InterruptedException {
    Path landed = data.land("reference/" + reference.file(), source);
    JobRun run = runs.start(job(reference), null, null);
    Evaluation evaluation =
        gates.ask(
            EvaluationRequest.of(reference.gate(), version)
                .by(new RunReference(run.id(), JobSpec.NAMESPACE, run.job().name())),
            GateClient.DEFAULT_WAIT,
            PATIENCE);
    if (!evaluation.proceed()) {
      runs.fail(run, reference.gate() + " halted " + version);
      return new Outcome(run, evaluation, 0);
    }
    ReferenceTable table =
        ReferenceTable.of(reference.table(), reference.columns(), reference.query(), landed);
    warehouse.replaceTable(table);
    runs.complete(run, table.rows().size());
    return new Outcome(run, evaluation, table.rows().size());
  }

  private JobSpec job(ReferenceFile reference) {
    LineageDataset from = reference.source(datasets);
    List<ColumnOrigin> origins =
        reference.columns().stream()
            .map(column -> ColumnOrigin.of(column.name(), from, column.from(), "TRANSFORMATION"))
            .toList();
    return new JobSpec(
        "load_" + reference.table(),
        "Makes the table " + reference.table() + " from " + reference.file(),
        List.of(from),
        List.of(reference.target(datasets)),
        origins);
  }
}
