package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Typer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Our own expression tree, interpreted: what the meaning is defined by, not what is used for speed.
 */
final class Reference implements Contestant {

  private final HotRows rows;
  private final int passes;
  private final List<Expr> predicates;
  private final Evaluator evaluator = new Evaluator();

  Reference(HotRows rows, List<String> predicates, int passes) {
    this.passes = passes;
    this.rows = rows;
    this.predicates = typed(rows.schema(), predicates);
  }

  /** The predicates as typed expressions. */
  static List<Expr> typed(Schema schema, List<String> predicates) {
    List<Expr> typed = new ArrayList<>();
    for (String predicate : predicates) {
      typed.add(new Typer(new ColumnNames(schema)).type(SafeJexl.parse(predicate)));
    }
    return typed;
  }

  /** A value as expressions have it: every exact number is a BigDecimal. */
  static @Nullable Object value(@Nullable Object value) {
    return value instanceof Integer whole ? BigDecimal.valueOf(whole) : value;
  }

  @Override
  public String name() {
    return "reference, interpreted";
  }

  @Override
  public SortedMap<String, String> run() {
    Truths truths = new Truths(predicates.size());
    for (int pass = 0; pass < passes; pass++) {
      for (@Nullable Object[] row : rows.rows()) {
        for (int i = 0; i < predicates.size(); i++) {
          Boolean truth =
              evaluator.truth(predicates.get(i), column -> value(row[rows.place(column)]));
          truths.count(i, truth);
        }
      }
    }
    return truths.figures();
  }
}
