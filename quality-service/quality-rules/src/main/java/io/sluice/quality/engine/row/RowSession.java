package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.InlineValues;
import io.sluice.quality.engine.Session;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.util.List;
import java.util.Set;

/** Typed rows in memory. */
final class RowSession implements Session {

  private final Schema schema;
  private final List<RowBatch> rows;
  private final long deadline;
  private int scans;
  private int sampleReads;

  RowSession(InlineSource source, long deadline) {
    this.deadline = deadline;
    schema = new Schema(source.columns());
    rows = InlineBatches.of(schema, InlineValues.typed(source));
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    scans++;
    return new RowPass(schema, metrics, this::timeIsUp)
        .over(new InlineBatches(schema, rows))
        .measurements();
  }

  private boolean timeIsUp() {
    return System.nanoTime() - deadline >= 0;
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    sampleReads += queries.size();
    RowSamples samples =
        new RowSamples(
            schema, queries, limit, SampleRow.LONGEST_VALUE, number -> number, this::timeIsUp);
    if (samples.needsKeys()) {
      samples.prepare(new InlineBatches(schema, rows));
    }
    return samples.read(new InlineBatches(schema, rows));
  }

  @Override
  public List<RejectedRow> rejectedRows() {
    return List.of();
  }

  @Override
  public long rejectedCount() {
    return 0;
  }

  @Override
  public Passes passes() {
    return new Passes(scans, 0, sampleReads);
  }

  @Override
  public void close() {}
}
