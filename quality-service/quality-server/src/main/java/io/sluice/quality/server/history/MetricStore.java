package io.sluice.quality.server.history;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps the figures that evaluations computed. */
@ApplicationScoped
public class MetricStore {

  /** How many evaluations back a rule can see; bounds the cost of {@code last}. */
  private static final int FARTHEST = 5_000;

  private static final String LAST =
      """
      with seen as (
        select id, gate, batch, order_time, accepted from evaluation
        where dataset_namespace = ? and dataset_name = ? and batch <> ? and order_time < ?
          and status in ('DECIDED', 'ERROR', 'EXPIRED')
        order by order_time desc, accepted desc limit ?),
      current as (
        select distinct on (gate, batch) * from seen order by gate, batch, accepted desc),
      measured as (
        select distinct on (c.batch) c.order_time, c.accepted, m.value
        from current c
        join decision d on d.evaluation = c.id and d.decision in ('PASS', 'WARN')
        join metric m on m.evaluation = c.id and m.metric_key = ?
        order by c.batch, c.accepted desc)
      select value from measured order by order_time desc, accepted desc limit ?""";

  private final Database database;

  /** Keeps them in the given database. */
  @Inject
  public MetricStore(Database database) {
    this.database = database;
  }

  /** Keeps what an evaluation computed, as part of its decision. */
  public void save(Connection connection, UUID evaluation, Map<String, Double> metrics)
      throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into metric values (?, ?, ?)")) {
      for (Map.Entry<String, Double> metric : metrics.entrySet()) {
        insert.setObject(1, evaluation);
        insert.setString(2, metric.getKey());
        insert.setDouble(3, metric.getValue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /**
   * What a batch can look back on: the batches of its dataset that are earlier in time, each by its
   * latest accepted evaluation, if that let it through. A dataset without a name has no history.
   */
  public MetricHistory before(@Nullable DatasetId dataset, String batch, Instant orderTime) {
    if (dataset == null) {
      return MetricHistory.none();
    }
    return (metricKey, k) ->
        database.transaction(
            connection ->
                Statement.of(
                        connection,
                        LAST,
                        dataset.namespace(),
                        dataset.name(),
                        batch,
                        orderTime,
                        FARTHEST,
                        metricKey,
                        k)
                    .list(row -> row.getDouble(1)));
  }
}
