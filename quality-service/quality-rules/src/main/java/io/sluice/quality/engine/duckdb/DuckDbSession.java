package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.PlannedStatement;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.sql.SqlSession;
import io.sluice.quality.engine.sql.Statements;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One source in one DuckDB instance. */
final class DuckDbSession implements Session {

  private final Connection connection;
  private final Relation relation;
  private final SqlSession session;
  private final SpillDirectory spill;

  DuckDbSession(
      Connection connection,
      Statements statements,
      Relation relation,
      SpillDirectory spill,
      DuckDbDialect dialect) {
    this.spill = spill;
    this.connection = connection;
    this.relation = relation;
    session = new SqlSession(relation.table(), dialect, statements);
  }

  @Override
  public Schema schema() {
    return relation.schema();
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    return session.measure(metrics);
  }

  @Override
  public List<PlannedStatement> explain(Set<Metric> metrics) {
    List<PlannedStatement> planned = new ArrayList<>();
    for (String stage : relation.staging()) {
      planned.add(new PlannedStatement(PlannedStatement.Kind.STAGE, stage, Set.of()));
    }
    planned.addAll(session.explain(metrics));
    return planned;
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    return session.sample(queries, limit);
  }

  @Override
  public List<RejectedRow> rejectedRows() {
    return relation.rejected().rows();
  }

  @Override
  public long rejectedCount() {
    return relation.rejected().count();
  }

  @Override
  public Passes passes() {
    Passes passes = session.passes();
    // A staged source itself was read exactly once, by the staging.
    int scans = relation.staged() ? Math.max(1, passes.scans()) : passes.scans();
    return new Passes(scans, passes.groupBys(), passes.sampleReads());
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
