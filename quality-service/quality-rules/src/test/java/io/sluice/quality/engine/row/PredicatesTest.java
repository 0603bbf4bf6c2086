package io.sluice.quality.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.RandomExpressions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jspecify.annotations.Nullable;

/** What is compiled means what the reference says. */
class PredicatesTest {

  static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("i", "integer", true, null),
              new Column("j", "integer", true, null),
              new Column("n", "decimal(18,4)", true, null),
              new Column("w", "decimal(38,10)", true, null),
              new Column("x", "double", true, null),
              new Column("y", "double", true, null),
              new Column("s", "string", true, null),
              new Column("t", "string", true, null),
              new Column("b", "boolean", true, null),
              new Column("c", "boolean", true, null),
              new Column("d", "date", true, null),
              new Column("h", "time", true, null),
              new Column("at", "timestamp", true, null),
              new Column("tz", "timestamptz", true, null)));

  static final List<Expr.ColumnRef> COLUMNS =
      SCHEMA.columns().stream()
          .map(c -> new Expr.ColumnRef(c.name(), ExprType.of(LogicalType.parse(c.type()))))
          .toList();

  @Property(tries = 300)
  void compiledMeansWhatTheReferenceSays(@ForAll long seed) {
    // given
    Random random = new Random(seed);
    RandomExpressions expressions = new RandomExpressions(random, COLUMNS);
    List<Expr> asked = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      asked.add(expressions.truth(1 + random.nextInt(4)));
    }
    asked.add(new Expr.And(asked.get(0), new Expr.Not(asked.get(1))));
    asked.add(expressions.number(3));
    asked.add(expressions.text(2));
    RowBatch batch = new RowBatch(SCHEMA);
    List<List<@Nullable Object>> rows = new ArrayList<>();
    for (int row = 0; row < 40; row++) {
      rows.add(expressions.row());
      for (int column = 0; column < COLUMNS.size(); column++) {
        batch.columns().get(column).set(row, rows.get(row).get(column));
      }
    }
    batch.setSize(rows.size());

    // when
    Predicates predicates = Predicates.compile(SCHEMA, asked);
    predicates.run(batch);

    // then
    Evaluator reference = new Evaluator();
    for (Expr expr : asked) {
      ColumnVector vector = predicates.vector(expr);
      for (int row = 0; row < rows.size(); row++) {
        List<@Nullable Object> values = rows.get(row);
        Object expected = reference.value(expr, name -> values.get(place(name)));
        assertThat(comparable(vector.get(row)))
            .as(expr + " of " + values)
            .isEqualTo(comparable(expected));
      }
    }
  }

  private static int place(String column) {
    for (int i = 0; i < COLUMNS.size(); i++) {
      if (COLUMNS.get(i).name().equals(column)) {
        return i;
      }
    }
    throw new IllegalArgumentException(column);
  }

  private static @Nullable Object comparable(@Nullable Object value) {
    if (value instanceof BigDecimal exact) {
      return exact.signum() == 0 ? BigDecimal.ZERO : exact.stripTrailingZeros();
    }
    return value instanceof Double real && real == 0 ? (Object) 0.0 : value;
  }
}
