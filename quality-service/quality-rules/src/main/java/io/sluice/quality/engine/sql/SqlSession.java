package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import io.sluice.quality.engine.PlannedStatement;
import io.sluice.quality.engine.Session;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What every SQL engine does with a relation. It neither opens nor closes the connection; an engine
 * whose source can have rejected rows wraps it.
 */
public final class SqlSession implements Session {

  private final SqlRelation relation;
  private final Dialect dialect;
  private final Statements statements;
  private final RowJudge rowJudge;
  private int scans;
  private int groupBys;
  private int sampleReads;

  /** A session over that relation. */
  public SqlSession(SqlRelation relation, Dialect dialect, Statements statements) {
    this.relation = relation;
    this.dialect = dialect;
    this.statements = statements;
    rowJudge = new RowJudge(relation, dialect, statements);
  }

  @Override
  public Schema schema() {
    return relation.schema();
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    SqlPlan plan = plan(metrics);
    Map<Metric, @Nullable Object> values = new HashMap<>();
    Map<Metric, String> failures = new HashMap<>(plan.failures());
    int number = 0;
    for (Measure measure : plan.measures()) {
      number++;
      statements.step(
          words(measure.kind()) + " (" + number + " of " + plan.measures().size() + ")");
      run(measure, values, failures);
    }
    Measurements measured = new Measurements(values, failures);
    return plan.inTheJvm().isEmpty() ? measured : measured.and(judgeRows(plan.inTheJvm()));
  }

  private Measurements judgeRows(List<Metric> metrics) {
    scans++;
    statements.step(words(PlannedStatement.Kind.JVM));
    try {
      return rowJudge.measure(metrics);
    } catch (SQLException failure) {
      if (metrics.contains(Metric.RowCount.ALL)) {
        // Not even the rows can be counted, so no rule has an answer.
        throw new EvaluationException(Kind.SOURCE_UNREADABLE, statements.words(failure), failure);
      }
      Map<Metric, String> failures = new HashMap<>();
      metrics.forEach(metric -> failures.put(metric, statements.words(failure)));
      return new Measurements(Map.of(), failures);
    }
  }

  private static String words(PlannedStatement.Kind kind) {
    return switch (kind) {
      case STAGE -> "reading the files";
      case SCAN -> "scanning";
      case GROUP_BY -> "counting keys";
      case QUANTILE -> "computing quantiles";
      case VALUES -> "counting values";
      case ORDER -> "looking at the order";
      case QUERY -> "running a query";
      case JVM -> "judging rows";
    };
  }

  private SqlPlan plan(Set<Metric> metrics) {
    return SqlPlan.of(metrics, relation, dialect, statements);
  }

  /** If a statement fails (an overflow, say), its halves are tried to find which part it was. */
  private void run(
      Measure measure, Map<Metric, @Nullable Object> values, Map<Metric, String> failures) {
    switch (measure.kind()) {
      case GROUP_BY, VALUES -> groupBys++;
      case STAGE, SCAN, QUANTILE, ORDER, QUERY, JVM -> scans++;
    }
    try {
      values.putAll(statements.query(measure.sql(), measure::read));
    } catch (SQLException failure) {
      List<Measure> halves = measure.halves();
      halves.forEach(half -> run(half, values, failures));
      if (halves.isEmpty()) {
        String words = statements.words(failure);
        measure.metrics().forEach(metric -> failures.put(metric, words));
      }
    }
  }

  @Override
  public List<PlannedStatement> explain(Set<Metric> metrics) {
    List<PlannedStatement> planned = new ArrayList<>();
    SqlPlan plan = plan(metrics);
    for (Measure measure : plan.measures()) {
      planned.add(
          new PlannedStatement(measure.kind(), measure.sql(), new HashSet<>(measure.metrics())));
    }
    if (!plan.inTheJvm().isEmpty()) {
      planned.add(
          new PlannedStatement(
              PlannedStatement.Kind.JVM,
              rowJudge.sql(plan.inTheJvm()),
              new HashSet<>(plan.inTheJvm())));
    }
    return planned;
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    try {
      statements.step("reading failing rows");
      SampleReader reader = new SampleReader(relation, dialect, statements, limit, rowJudge);
      List<List<SampleRow>> rows = reader.read(queries);
      sampleReads += reader.reads();
      return rows;
    } catch (SQLException failure) {
      throw new EvaluationException(Kind.ENGINE_FAILURE, statements.words(failure), failure);
    }
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
    return new Passes(scans, groupBys, sampleReads);
  }

  @Override
  public void close() {}
}
