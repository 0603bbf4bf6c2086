package io.sluice.quality.engine.postgres;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.PlannedStatement;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.sql.SqlSession;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One table, seen by one transaction. */
final class PostgresSession implements Session {

  private final Connection connection;
  private final SqlSession inner;
  private final String identity;

  PostgresSession(Connection connection, SqlSession inner, String identity) {
    this.connection = connection;
    this.inner = inner;
    this.identity = identity;
  }

  @Override
  public Schema schema() {
    return inner.schema();
  }

  @Override
  public Optional<String> dataIdentity() {
    return Optional.of(identity);
  }

  @Override
  public Measurements measure(Set<Metric> metrics) {
    return inner.measure(metrics);
  }

  @Override
  public List<List<SampleRow>> sample(List<SampleQuery> queries, int limit) {
    return inner.sample(queries, limit);
  }

  @Override
  public List<PlannedStatement> explain(Set<Metric> metrics) {
    return inner.explain(metrics);
  }

  @Override
  public List<RejectedRow> rejectedRows() {
    return inner.rejectedRows();
  }

  @Override
  public long rejectedCount() {
    return inner.rejectedCount();
  }

  @Override
  public Passes passes() {
    return inner.passes();
  }

  @Override
  public void close() {
    PostgresConnector.close(connection);
  }
}
