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

  /**
   * The first rows whose key occurs more than once.
   *
   * @param groups the key
   * @param columns what to show: the key's columns, and maybe others after them
   */
  record DuplicateKeys(Metric.KeyGroups groups, List<Expr.ColumnRef> columns)
      implements SampleQuery {

    /** Copies the columns. */
    public DuplicateKeys {
      columns = List.copyOf(columns);
    }

    /** Shows the key only. */
    public DuplicateKeys(Metric.KeyGroups groups) {
      this(groups, groups.columns());
    }
  }

  /** The same rows with those columns, which begin with the ones that are shown already. */
  default SampleQuery showing(List<Expr.ColumnRef> columns) {
    if (this instanceof RowsWhere rows) {
      return new RowsWhere(rows.condition(), columns);
    } else if (this instanceof OutOfOrder order) {
      return new OutOfOrder(order.breaks(), columns);
    } else if (this instanceof DuplicateKeys keys) {
      return new DuplicateKeys(keys.groups(), columns);
    }
    return this;
  }
}
