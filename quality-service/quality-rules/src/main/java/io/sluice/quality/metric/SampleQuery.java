package io.sluice.quality.metric;

import io.sluice.quality.expression.Expr;
import java.util.List;

/** Which rows to show for a rule that failed. */
public sealed interface SampleQuery {

  /** The columns to show. */
  List<Expr.ColumnRef> columns();

  /** The first rows on which a condition is true. */
  record RowsWhere(Expr condition, List<Expr.ColumnRef> columns) implements SampleQuery {
    /** Copies the columns. */
    public RowsWhere {
      columns = List.copyOf(columns);
    }
  }

  /** The first rows whose value is out of order. */
  record OutOfOrder(Metric.OrderBreaks breaks, List<Expr.ColumnRef> columns)
      implements SampleQuery {
    /** Copies the columns. */
    public OutOfOrder {
      columns = List.copyOf(columns);
    }
  }

  /** The first rows that a query of the user's gives, with all of its columns. */
  record RowsOfQuery(Metric.QueryRows query) implements SampleQuery {
    @Override
    public List<Expr.ColumnRef> columns() {
      return List.of();
    }
  }

  /** The first rows whose key occurs more than once. */
  record DuplicateKeys(Metric.KeyGroups groups) implements SampleQuery {
    @Override
    public List<Expr.ColumnRef> columns() {
      return groups.columns();
    }
  }
}
