package io.sluice.quality.engine;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.metric.Measurements;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** One source, opened by an engine; everything read through it is the same data. */
public interface Session extends AutoCloseable {

  /** The columns that the source really has. */
  Schema schema();

  /** What identifies the data that is read, if the source itself tells; else it is digested. */
  default Optional<String> dataIdentity() {
    return Optional.empty();
  }

  /**
   * Measures; a metric that cannot be measured is among the failures, it does not stop the others.
   *
   * @throws EvaluationException if the source cannot be read or the time limit passes
   */
  Measurements measure(Set<Metric> metrics);

  /**
   * The first failing rows, one list per query, at most that many each, in the source's order.
   *
   * @throws EvaluationException if the source cannot be read or the time limit passes
   */
  List<List<SampleRow>> sample(List<SampleQuery> queries, int limit);

  /**
   * What {@link #measure} would do for these metrics, without doing it.
   *
   * @throws EvaluationException if the source cannot be read or the time limit passes
   */
  default List<PlannedStatement> explain(Set<Metric> metrics) {
    return List.of(
        new PlannedStatement(PlannedStatement.Kind.JVM, "one pass over the rows", metrics));
  }

  /** Rows of the source that could not be read, worst first, bounded. */
  List<RejectedRow> rejectedRows();

  /** How many rows could not be read. */
  long rejectedCount();

  /** What has been executed so far. */
  Passes passes();

  @Override
  void close();

  /**
   * A row that could not be read.
   *
   * @param file the file's name
   * @param line its line, from 1
   * @param reason what is wrong with it
   */
  record RejectedRow(String file, long line, String reason) {}

  /**
   * Executed passes.
   *
   * @param scans over the source, for row predicates and aggregates
   * @param groupBys for keys
   * @param sampleReads of failing rows
   */
  record Passes(int scans, int groupBys, int sampleReads) {}
}
