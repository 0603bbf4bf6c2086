package io.sluice.quality.engine.sql;

import io.sluice.quality.engine.row.RowPass;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statements that answer metrics: one scan for all counts and aggregates, one GROUP BY for each
 * key, one SELECT for the quantiles of an operand.
 *
 * @param measures the statements
 * @param inTheJvm the metrics that the database lacks and the row engine has
 * @param failures why each other metric cannot be measured
 */
record SqlPlan(List<Measure> measures, List<Metric> inTheJvm, Map<Metric, String> failures) {

  static SqlPlan of(
      Collection<Metric> metrics, SqlRelation relation, Dialect dialect, Statements statements) {
    return new Planner(relation, dialect, statements).plan(metrics);
  }

  private static final class Planner {

    private final SqlRelation relation;
    private final Dialect dialect;
    private final Statements statements;
    private final Map<Metric, String> failures = new LinkedHashMap<>();
    private final List<Metric> inTheJvm = new ArrayList<>();
    private final List<Metric> fused = new ArrayList<>();
    private final Map<KeyCounting.Key, List<Metric>> keys = new LinkedHashMap<>();
    private final Map<Quantiles.Key, List<Metric.Quantile>> quantiles = new LinkedHashMap<>();
    private final List<Measure> others = new ArrayList<>();

    Planner(SqlRelation relation, Dialect dialect, Statements statements) {
      this.relation = relation;
      this.dialect = dialect;
      this.statements = statements;
    }

    SqlPlan plan(Collection<Metric> metrics) {
      for (Metric metric : metrics.stream().sorted(Comparator.comparing(Metric::key)).toList()) {
        Optional<String> lack = lack(metric);
        if (lack.isPresent() && !unordered(metric) && RowPass.folds(metric)) {
          inTheJvm.add(metric);
        } else if (lack.isPresent()) {
          failures.put(metric, lack.get());
        } else {
          place(metric);
        }
      }
      List<Measure> measures = new ArrayList<>();
      if (!fused.isEmpty()) {
        measures.add(new FusedScan(fused, relation, dialect));
      }
      keys.forEach((key, same) -> measures.add(new KeyCounting(key, same, relation, dialect)));
      quantiles.values().forEach(same -> measures.add(new Quantiles(same, relation, dialect)));
      measures.addAll(others);
      return new SqlPlan(List.copyOf(measures), inTheJvm, failures);
    }

    private void place(Metric metric) {
      if (FusedScan.takes(metric)) {
        fused.add(metric);
      } else if (metric instanceof Metric.KeyGroups groups) {
        keys.computeIfAbsent(KeyCounting.Key.of(groups), key -> new ArrayList<>()).add(metric);
      } else if (metric instanceof Metric.ValueCounts counts) {
        keys.computeIfAbsent(KeyCounting.Key.of(counts), key -> new ArrayList<>()).add(metric);
      } else if (metric instanceof Metric.Quantile quantile) {
        quantiles.computeIfAbsent(Quantiles.Key.of(quantile), k -> new ArrayList<>()).add(quantile);
      } else if (metric instanceof Metric.OrderBreaks breaks) {
        others.add(new Breaks(breaks, relation, dialect));
      } else {
        query(metric);
      }
    }

    private void query(Metric metric) {
      try {
        if (metric instanceof Metric.QueryRows query) {
          others.add(UserQuery.rows(query, relation, dialect, statements));
        } else if (metric instanceof Metric.TableRows table) {
          others.add(UserQuery.table(table, dialect));
        } else {
          throw new IllegalStateException("a metric of unknown kind: " + metric.key());
        }
      } catch (QueryRefusedException refused) {
        failures.put(metric, refused.words());
      } catch (SQLException failure) {
        failures.put(metric, statements.words(failure));
      }
    }

    private Optional<String> lack(Metric metric) {
      if (unordered(metric)) {
        return Optional.of("the rows of this source have no order");
      }
      Optional<String> own = dialect.lacks(metric);
      return own.isPresent()
          ? own
          : expressions(metric).map(dialect::lacks).flatMap(Optional::stream).findFirst();
    }

    private boolean unordered(Metric metric) {
      return metric instanceof Metric.OrderBreaks && relation.rowNumber() == null;
    }
  }

  /** The expressions that a metric reads. */
  static Stream<Expr> expressions(Metric metric) {
    if (metric instanceof Metric.RowCount rows) {
      return Stream.ofNullable(rows.condition());
    } else if (metric instanceof Metric.Aggregate aggregate) {
      return with(aggregate.where(), Stream.of(aggregate.operand()));
    } else if (metric instanceof Metric.Spread spread) {
      return with(spread.where(), Stream.of(spread.operand()));
    } else if (metric instanceof Metric.Quantile quantile) {
      return with(quantile.where(), Stream.of(quantile.operand()));
    } else if (metric instanceof Metric.ValueCounts counts) {
      return with(counts.where(), counts.keys().stream());
    } else if (metric instanceof Metric.OrderBreaks breaks) {
      return with(breaks.where(), Stream.of(breaks.operand()));
    } else if (metric instanceof Metric.KeyGroups groups) {
      return with(groups.where(), groups.columns().stream().map(Expr.class::cast));
    }
    return Stream.empty();
  }

  private static Stream<Expr> with(@Nullable Expr where, Stream<Expr> others) {
    return Stream.concat(Stream.ofNullable(where), others);
  }
}
