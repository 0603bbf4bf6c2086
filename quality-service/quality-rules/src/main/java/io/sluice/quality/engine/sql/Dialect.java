package io.sluice.quality.engine.sql;

import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.BatchSource;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.Metric;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How one database writes what the planner asks for. Everything it writes must mean what the
 * reference evaluator means: null is unknown, NaN equals itself and is greatest, text orders by
 * code point, exact numbers stay exact, {@code 7 / 2} is 3.5, division by zero is null.
 *
 * <p>What a database cannot say with that meaning is named by {@link #lacks(Expr)} or {@link
 * #lacks(Metric)}, and then never asked for.
 */
public interface Dialect {

  /** A column or table name, quoted. */
  String name(String name);

  /** Text as a literal; a backslash in it must be only a backslash to the database. */
  default String text(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  /** A constant. */
  String literal(Expr.Literal literal);

  /** An expression. */
  default String expression(Expr expr) {
    return Expressions.of(expr, this);
  }

  /** An expression's value as the common type of several: a whole number as a double, say. */
  String as(Expr expr, ExprType type);

  /** A value where its order counts; text, for one, must order by code point. */
  default String ordered(String value, ExprType type) {
    return value;
  }

  /** Whether text matches a pattern. */
  String matches(Expr.Matches matches);

  /** Whether a value equals one of several, all of them as that type; there is at least one. */
  default String oneOf(Expr value, List<Expr> items, ExprType type) {
    return "(" + as(value, type) + " IN (" + Expressions.list(items, type, this) + "))";
  }

  /** Arithmetic; what does not fit is an error of the statement, never a wrong number. */
  String arithmetic(Expr.Arithmetic arithmetic);

  /** Minus a number. */
  String negation(Expr.Negation negation);

  /** A function of the closed list. */
  String call(Expr.Call call);

  /** The rows on which a condition is true, or all rows, as an aggregate. */
  default String count(@Nullable Expr condition) {
    if (condition == null) {
      return "count(*)";
    }
    if (condition instanceof Expr.IsNull isNull && isNull.operand() instanceof Expr.ColumnRef c) {
      return "count(*) - count(" + name(c.name()) + ")";
    }
    return "count(CASE WHEN " + expression(condition) + " THEN 1 END)";
  }

  /**
   * How many rows there are, as the first column of a select list that computes every value of
   * every row.
   *
   * @param rows what the rows are called
   */
  String countWhole(String rows);

  /**
   * An aggregate of a value that is null where it does not take part. The mean is asked for doubles
   * only; the mean of exact numbers is their sum, divided later.
   */
  String aggregate(Metric.Aggregate.Function function, String value, ExprType type);

  /**
   * Count, mean and sum of squared deviations as three columns, numerically stable; mean and
   * squares are NaN as soon as a value is not finite, and null or anything of no values.
   *
   * @param value a double, null where it does not take part
   */
  List<String> moments(String value);

  /**
   * One SELECT of one row with a column for each quantile; all of them share operand, where and
   * whether they are interpolated.
   *
   * @param value the operand, null where it does not take part
   */
  String quantiles(List<Metric.Quantile> same, String value, String from);

  /**
   * An aggregate: an array of the smallest row numbers on which a condition is true. Asked only of
   * sources that number their rows.
   */
  String firstRows(Expr condition, String rowNumber, int limit);

  /** A column of binary or nested values as text, binary in base 64. */
  String shownAsText(String name, String logicalType);

  /** A column as {@link #batches} reads it. */
  default String streamed(String name, String logicalType) {
    return switch (LogicalType.parse(logicalType).kind()) {
      case BINARY, JSON, LIST, STRUCT -> shownAsText(name, logicalType);
      case STRING, INTEGER, DECIMAL, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> name;
    };
  }

  /**
   * Runs a SELECT and gives its rows batch by batch. A failure on the way is a {@link
   * StreamFailure}, never an early end.
   *
   * @param statement the SELECT, prepared: a row number, or -1, and then the columns of the schema,
   *     each as {@link #streamed} writes it
   */
  default BatchSource batches(PreparedStatement statement, String sql, Schema schema)
      throws SQLException {
    statement.setFetchSize(RowBatch.CAPACITY);
    return new ResultBatches(statement.executeQuery(), schema);
  }

  /**
   * Makes sure that a query of the user's is one SELECT that reads the data and, where the database
   * has them, other tables, and does nothing else.
   *
   * @param sql the query, with the data already under its name
   * @param batch that name, unquoted
   * @throws QueryRefusedException if it is not, in clear words
   */
  void requireOneSelect(String sql, String batch, Statements statements) throws SQLException;

  /**
   * A table of the same connection, quoted, with its schema if it names one.
   *
   * @throws QueryRefusedException if it is not the name of a table
   */
  String table(String name);

  /** Why an expression cannot be written, in words; empty if it and all of its parts can. */
  default Optional<String> lacks(Expr expr) {
    return Expressions.firstLack(expr, this::lacksItself);
  }

  /** Why this expression, apart from its parts, cannot be written; empty if it can. */
  Optional<String> lacksItself(Expr expr);

  /** Why a metric cannot be measured, in words, apart from its expressions; empty if it can. */
  Optional<String> lacks(Metric metric);

  /** How much of a running statement is done, 0 to 1; NaN if the database does not say. */
  default double fraction(Statement running) {
    return Double.NaN;
  }

  /** A failure in words that quote neither the statement nor the data. */
  String words(SQLException failure);

  /** Whether a failure means that the source as a whole cannot be read. */
  boolean isUnreadable(SQLException failure);
}
