package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.row.ColumnVector;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.engine.row.RowPass;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.MapContext;

/**
 * How many rows a second the row engine judges, on hot rows against the interpreter of Commons JEXL
 * and from DuckDB's chunks to measured counts. A program, not a test: its figures are for people.
 */
public final class RowEngineBench {

  private static final List<String> PREDICATES =
      List.of(
          "amount >= 0",
          "quantity > 0 and quantity <= 100",
          "status =~ ['paid', 'open', 'cancelled']",
          "price * quantity <= 100000",
          "country != null and size(country) == 2");

  /** The same in the interpreter's own terms. */
  private static final List<String> INTERPRETED =
      List.of(
          "amount >= 0",
          "quantity > 0 && quantity <= 100",
          "status =~ ['paid', 'open', 'cancelled']",
          "price * quantity <= 100000",
          "country != null && size(country) == 2");

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("amount", "double", true, null),
              new Column("quantity", "integer", true, null),
              new Column("status", "string", true, null),
              new Column("price", "decimal(12,2)", true, null),
              new Column("country", "string", true, null)));

  private static final String[] STATUS = {"paid", "open", "cancelled", "lost"};

  private RowEngineBench() {}

  /** Measures; the first argument is how many rows DuckDB generates. */
  public static void main(String[] arguments) throws Exception {
    long rows = arguments.length > 0 ? Long.parseLong(arguments[0]) : 5_000_000;
    double compiled = hot();
    double interpreted = jexl();
    System.out.printf(
        "hot rows, %d predicates: compiled %.2f M rows/s, JEXL %.3f M rows/s, ratio %.1f%n",
        PREDICATES.size(), compiled, interpreted, compiled / interpreted);
    for (int round = 0; round < 3; round++) {
      System.out.printf("from DuckDB's chunks: %.2f M rows/s%n", chunks(rows));
    }
  }

  private static List<Metric> metrics() {
    Typer typer = new Typer(new ColumnNames(SCHEMA));
    return PREDICATES.stream()
        .map(text -> (Expr) new Expr.Not(typer.condition(SafeJexl.parse(text))))
        .map(condition -> (Metric) new Metric.RowCount(condition))
        .toList();
  }

  private static RowBatch batch() {
    Random random = new Random(7);
    RowBatch batch = new RowBatch(SCHEMA);
    List<ColumnVector> columns = batch.columns();
    for (int row = 0; row < RowBatch.CAPACITY; row++) {
      columns.get(0).setDouble(row, random.nextDouble() * 1000);
      columns.get(1).setLong(row, random.nextInt(100) + 1);
      columns.get(2).setText(row, STATUS[random.nextInt(3)]);
      columns.get(3).setLong(row, random.nextInt(10_000));
      columns.get(4).setText(row, random.nextInt(10) == 0 ? null : "DE");
    }
    batch.setSize(RowBatch.CAPACITY);
    return batch;
  }

  private static double hot() {
    RowBatch batch = batch();
    RowPass pass = new RowPass(SCHEMA, metrics(), () -> false);
    double best = 0;
    for (int round = 0; round < 10; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 1000; i++) {
        pass.accept(batch);
      }
      best = Math.max(best, 1000.0 * batch.size() / (System.nanoTime() - start) * 1000);
    }
    return best;
  }

  private static double jexl() {
    JexlEngine engine = new JexlBuilder().cache(64).strict(false).silent(true).create();
    List<JexlExpression> expressions = INTERPRETED.stream().map(engine::createExpression).toList();
    RowBatch batch = batch();
    List<MapContext> contexts = new ArrayList<>();
    for (int row = 0; row < batch.size(); row++) {
      MapContext context = new MapContext();
      for (int i = 0; i < SCHEMA.columns().size(); i++) {
        Object value = batch.columns().get(i).get(row);
        boolean whole = value instanceof BigDecimal number && number.scale() == 0;
        context.set(
            SCHEMA.columns().get(i).name(),
            whole ? (Object) ((BigDecimal) value).longValue() : value);
      }
      contexts.add(context);
    }
    double best = 0;
    long held = 0;
    for (int round = 0; round < 8; round++) {
      long start = System.nanoTime();
      for (int i = 0; i < 30; i++) {
        for (MapContext context : contexts) {
          for (JexlExpression expression : expressions) {
            held += Boolean.TRUE.equals(expression.evaluate(context)) ? 1 : 0;
          }
        }
      }
      best = Math.max(best, 30.0 * contexts.size() / (System.nanoTime() - start) * 1000);
    }
    if (held == 0) {
      throw new IllegalStateException("nothing held");
    }
    return best;
  }

  private static double chunks(long rows) throws Exception {
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:")) {
      try (Statement statement = connection.createStatement()) {
        statement.execute(
            "CREATE TABLE sales AS SELECT (hash(range) % 100000) / 100.0::DOUBLE AS amount,"
                + " (hash(range + 1) % 100 + 1)::BIGINT AS quantity,"
                + " ['paid', 'open', 'cancelled', 'lost'][(hash(range + 2) % 4 + 1)::BIGINT] AS status,"
                + " ((hash(range + 3) % 1000000)::BIGINT / 100)::DECIMAL(12,2) AS price,"
                + " CASE WHEN range % 10 = 0 THEN NULL ELSE 'DE' END AS country"
                + " FROM range("
                + rows
                + ")");
      }
      String select =
          SCHEMA.columns().stream()
              .map(c -> DuckDbDialect.INSTANCE.streamed(c.name(), c.type()))
              .collect(Collectors.joining(", ", "SELECT rowid, ", " FROM sales"));
      long start = System.nanoTime();
      RowPass pass = new RowPass(SCHEMA, metrics(), () -> false);
      try (PreparedStatement statement = connection.prepareStatement(select);
          var source = DuckDbDialect.INSTANCE.batches(statement, select, SCHEMA)) {
        pass.over(source);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      if (pass.rows() != rows) {
        throw new IllegalStateException("rows were lost");
      }
      return rows / seconds / 1e6;
    }
  }
}
