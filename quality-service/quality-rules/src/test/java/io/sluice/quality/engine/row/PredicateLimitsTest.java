package io.sluice.quality.engine.row;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.metric.Metric;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is large, deep or out of range is judged all the same, and within its time. */
class PredicateLimitsTest {

  private static final Schema SCHEMA =
      new Schema(
          List.of(
              new Column("i", "integer", true, null),
              new Column("n", "decimal(18,4)", true, null),
              new Column("s", "string", true, null)));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "i + 1 > i                        | 9223372036854775807  | true",
        "i * i > 0                        | 9223372036854775807  | true",
        "i * i * i * i > 0                | -9223372036854775808 | true",
        "-i > 0                           | -9223372036854775808 | true",
        "abs(i) == 9223372036854775808    | -9223372036854775808 | true",
        "i - 1 < i                        | -9223372036854775808 | true",
        "i / 3 > 0                        | 9223372036854775807  | true",
        "i % -1 == 0                      | -9223372036854775808 | true",
        "i + 0.5 > i                      | 9223372036854775807  | true",
        "i > 2.5                          | 9223372036854775807  | true",
        "i < -2.5                         | -9223372036854775808 | true",
        "i == 170141183460469231731687303 | 170141183460469231731687303 | true",
        "i > 1e30                         | 9223372036854775807  | false",
        "round(i / 3, 2) == 0.67          | 2                    | true",
        "round(i / -3, 2) == -0.67        | 2                    | true",
        "floor(i / 2) == -2               | -3                   | true",
        "ceil(i / 2) == -1                | -3                   | true",
        "i / 0 == null                    | 7                    | true"
      })
  void arithmeticIsExactBeyondALong(String predicate, String value, boolean expected) {
    Predicates predicates = Predicates.compile(SCHEMA, List.of(typed(predicate)));

    predicates.run(batch(new BigDecimal(value), null, null));

    assertThat(predicates.isInterpreted()).isFalse();
    assertThat(predicates.vector(typed(predicate)).get(0)).isEqualTo(expected);
  }

  @Test
  void aHugeTextIsTested() {
    String huge = "😀".repeat(2_000_000);
    List<Expr> asked =
        List.of(
            typed("size(s) == 2000000"),
            typed("s =~ '(😀)+'"),
            typed("s =$ '😀'"),
            typed("s > 'z'"));
    Predicates predicates = Predicates.compile(SCHEMA, asked);

    predicates.run(batch(null, null, huge));

    asked.forEach(expr -> assertThat(predicates.vector(expr).get(0)).as("" + expr).isEqualTo(true));
  }

  @Test
  void anExpressionAsDeepAsTheLanguageAllowsCompiles() {
    StringBuilder text = new StringBuilder("i");
    for (int i = 0; i < SafeJexl.MAX_BRACKETS - 1; i++) {
      text.insert(0, "((i > 0) ? 1 : ").append(")");
      if (text.chars().filter(c -> c == '(').count() >= SafeJexl.MAX_BRACKETS) {
        break;
      }
    }
    Expr deep = typed(text + " >= 1");
    Predicates predicates = Predicates.compile(SCHEMA, List.of(deep));

    predicates.run(batch(BigDecimal.TEN, null, null));

    assertThat(predicates.isInterpreted()).isFalse();
    assertThat(predicates.vector(deep).get(0)).isEqualTo(true);
  }

  @Test
  void manyOperandsAndDeepTreesBecomeManyMethods() {
    Expr wide = Expr.truth(true);
    Expr deep = typed("i > 0");
    for (int i = 0; i < 600; i++) {
      wide = new Expr.And(wide, typed("i != " + (1000 + i)));
      deep = new Expr.Not(new Expr.Or(new Expr.Not(deep), typed("i == " + (1000 + i))));
    }
    Predicates predicates = Predicates.compile(SCHEMA, List.of(wide, deep));

    predicates.run(batch(BigDecimal.TEN, null, null));

    assertThat(predicates.isInterpreted()).isFalse();
    assertThat(predicates.vector(wide).get(0)).isEqualTo(true);
    assertThat(predicates.vector(deep).get(0)).isEqualTo(true);
  }

  @Test
  void aThousandRulesCompile() {
    List<Expr> rules = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      rules.add(typed("(i > " + i + " and n < " + i + ".5) or s =^ 'a" + i + "'"));
    }
    Predicates predicates = Predicates.compile(SCHEMA, rules);

    predicates.run(batch(BigDecimal.valueOf(500), new BigDecimal("400.0000"), "a7"));

    assertThat(predicates.isInterpreted()).isFalse();
    Evaluator reference = new Evaluator();
    for (Expr rule : rules) {
      assertThat(predicates.vector(rule).get(0))
          .isEqualTo(
              reference.value(
                  rule,
                  name ->
                      switch (name) {
                        case "i" -> BigDecimal.valueOf(500);
                        case "n" -> new BigDecimal("400");
                        default -> "a7";
                      }));
    }
  }

  @Test
  void textOfARuleNeverBecomesCode() {
    String hostile = "\"); System.exit(1); //\\u0022 \n */";
    Expr same =
        new Expr.Comparison(
            Expr.Comparison.Operator.EQ,
            new Expr.ColumnRef("s", io.sluice.quality.expression.ExprType.STRING),
            io.sluice.quality.expression.Literals.text(hostile));
    Predicates predicates = Predicates.compile(SCHEMA, List.of(same));

    predicates.run(batch(null, null, hostile));

    assertThat(predicates.isInterpreted()).isFalse();
    assertThat(predicates.vector(same).get(0)).isEqualTo(true);
  }

  @Test
  void theTimeIsLookedAtBeforeEveryBatch() {
    AtomicInteger asked = new AtomicInteger();
    RowPass pass =
        new RowPass(SCHEMA, List.of(Metric.RowCount.ALL), () -> asked.incrementAndGet() > 2);
    RowBatch batch = batch(BigDecimal.ONE, null, null);
    pass.accept(batch);
    pass.accept(batch);

    assertThatThrownBy(() -> pass.accept(batch))
        .isInstanceOf(EvaluationException.class)
        .hasMessage("the time limit of the check has passed");
    assertThat(pass.rows()).isEqualTo(2);
  }

  private static Expr typed(String text) {
    return new Typer(new ColumnNames(SCHEMA)).condition(SafeJexl.parse(text.strip()));
  }

  private static RowBatch batch(
      @Nullable BigDecimal i, @Nullable BigDecimal n, @Nullable String s) {
    RowBatch batch = new RowBatch(SCHEMA);
    batch.columns().get(0).set(0, i);
    batch.columns().get(1).set(0, n);
    batch.columns().get(2).set(0, s);
    batch.setSize(1);
    return batch;
  }
}
