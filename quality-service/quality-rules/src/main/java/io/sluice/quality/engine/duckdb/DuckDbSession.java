package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.Session;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One source in one DuckDB instance. */
final class DuckDbSession implements Session {

  private final Connection connection;
  private final Statements statements;
  private final Relation relation;
  private final SpillDirectory spill;
  private int scans;
  private int groupBys;
  private int sampleReads;

  DuckDbSession(
      Connection connection, Statements statements, Relation relation, SpillDirectory spill) {
    this.spill = spill;
    this.connection = connection;
    this.statements = statements;
    this.relation = relation;
  }

  @Override
  public Schema schema() {
    return relation.schema();
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    Map<Metric, @Nullable Object> values = new HashMap<>();
    Map<Metric, String> failures = new HashMap<>();
    List<Metric> fused = new ArrayList<>();
    for (Metric metric : metrics) {
      if (metric instanceof Metric.KeyGroups groups) {
        group(groups, values, failures);
      } else {
        FusedScan.lack(metric, relation)
            .ifPresentOrElse(lack -> failures.put(metric, lack), () -> fused.add(metric));
      }
    }
    fused.sort(Comparator.comparing(Metric::key));
    if (!fused.isEmpty()) {
      scan(fused, values, failures);
    }
    return new Measurements(values, failures);
  }

  private void group(
      Metric.KeyGroups groups, Map<Metric, @Nullable Object> values, Map<Metric, String> failures) {
    groupBys++;
    try {
      values.put(
          groups, statements.query(FusedScan.groupBy(groups, relation), FusedScan::keyCounts));
    } catch (SQLException failure) {
      failures.put(groups, Statements.words(failure));
    }
  }

  /** All in one pass; if one of them fails (an overflow, say), halves are tried to find which. */
  private void scan(
      List<Metric> metrics, Map<Metric, @Nullable Object> values, Map<Metric, String> failures) {
    scans++;
    FusedScan fused = new FusedScan(metrics, relation);
    try {
      values.putAll(statements.query(fused.sql(), fused::read));
    } catch (SQLException failure) {
      if (metrics.size() == 1) {
        failures.put(metrics.get(0), Statements.words(failure));
      } else {
        int middle = metrics.size() / 2;
        scan(metrics.subList(0, middle), values, failures);
        scan(metrics.subList(middle, metrics.size()), values, failures);
      }
    }
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    try {
      SampleReader reader = new SampleReader(relation, statements, limit);
      List<List<SampleRow>> rows = reader.read(queries);
      sampleReads += reader.reads();
      return rows;
    } catch (SQLException failure) {
      throw new EvaluationException(Kind.ENGINE_FAILURE, Statements.words(failure), failure);
    }
  }

  @Override
  public List<RejectedRow> rejectedRows() {
    return relation.rejected();
  }

  @Override
  public long rejectedCount() {
    return relation.rejectedCount();
  }

  @Override
  public Passes passes() {
    // A staged source itself was read exactly once, by the staging.
    return new Passes(relation.staged() ? Math.max(1, scans) : scans, groupBys, sampleReads);
  }

  @Override
  public void close() {
    try {
      connection.close();
    } catch (SQLException failure) {
      throw new EvaluationException(Kind.ENGINE_FAILURE, "DuckDB does not close", failure);
    } finally {
      spill.close();
    }
  }
}
