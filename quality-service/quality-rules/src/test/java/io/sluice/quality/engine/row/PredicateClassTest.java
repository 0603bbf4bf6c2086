package io.sluice.quality.engine.row;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import java.util.List;
import org.codehaus.commons.compiler.CompileException;
import org.junit.jupiter.api.Test;

/** Generated classes are kept, and shared by rules that differ in their texts only. */
class PredicateClassTest {

  private static final Schema SCHEMA = new Schema(List.of(new Column("s", "string", true, null)));

  private static Expr matches(String pattern) {
    return new Expr.Matches(new Expr.ColumnRef("s", ExprType.STRING), pattern, false);
  }

  private static ClassCode code(Expr expr) {
    Expr.ColumnRef column = new Expr.ColumnRef("s", ExprType.STRING);
    java.util.IdentityHashMap<Expr, Integer> slots = new java.util.IdentityHashMap<>();
    slots.put(expr, 1);
    ClassCode code =
        new ClassCode(new Shape(List.of(column), java.util.Map.of("s", 0), List.of(expr), slots));
    code.slot(1);
    return code;
  }

  @Test
  void rulesOfTheSameFormShareAClassAndNothingElse() {
    Evaluator evaluator = new Evaluator();
    GeneratedCode first = PredicateClass.load(code(matches("a+b")), evaluator);
    GeneratedCode second = PredicateClass.load(code(matches("c[de]")), evaluator);

    assertThat(second.getClass()).isSameAs(first.getClass());
    assertThat(second.constants).doesNotContainAnyElementsOf(List.of(first.constants));

    RowBatch batch = new RowBatch(SCHEMA);
    batch.columns().get(0).setText(0, "xaab");
    batch.columns().get(0).setText(1, "xcd");
    batch.setSize(2);
    Predicates one = Predicates.compile(SCHEMA, List.of(matches("a+b")));
    Predicates other = Predicates.compile(SCHEMA, List.of(matches("c[de]")));
    one.run(batch);
    other.run(batch);

    assertThat(one.vector(matches("a+b")).get(0)).isEqualTo(true);
    assertThat(one.vector(matches("a+b")).get(1)).isEqualTo(false);
    assertThat(other.vector(matches("c[de]")).get(0)).isEqualTo(false);
    assertThat(other.vector(matches("c[de]")).get(1)).isEqualTo(true);
  }

  @Test
  void whatIsTooLargeIsNoFaultOfTheGenerator() {
    assertThat(PredicateClass.isFaulty(new StackOverflowError())).isFalse();
    assertThat(PredicateClass.isFaulty(new RuntimeException("too large"))).isFalse();
    assertThat(PredicateClass.isFaulty(new VerifyError("wrong"))).isTrue();
    assertThat(
            PredicateClass.isFaulty(
                new IllegalStateException("wrong", new CompileException("wrong", null))))
        .isTrue();
  }
}
