package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.PlannedStatement;
import io.sluice.quality.metric.Metric;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One statement that answers some metrics. */
interface Measure {

  PlannedStatement.Kind kind();

  /** What it answers. */
  List<Metric> metrics();

  String sql();

  Map<Metric, @Nullable Object> read(ResultSet rows) throws SQLException;

  /** Two that together answer the same, to find what made it fail; empty if it cannot be split. */
  default List<Measure> halves() {
    return List.of();
  }
}
