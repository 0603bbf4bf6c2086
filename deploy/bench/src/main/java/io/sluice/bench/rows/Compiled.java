package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.quality.engine.row.Predicates;
import io.sluice.quality.engine.row.RowBatch;
import io.sluice.quality.expression.Expr;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** The row engine's predicates, compiled to bytecode, on batches that are filled already. */
final class Compiled implements Contestant {

  private final List<Expr> predicates;
  private final Predicates compiled;
  private final List<RowBatch> batches = new ArrayList<>();
  private final int passes;

  Compiled(HotRows rows, List<String> predicates, int passes) {
    this.passes = passes;
    this.predicates = Reference.typed(rows.schema(), predicates);
    compiled = Predicates.compile(rows.schema(), this.predicates);
    for (int from = 0; from < rows.rows().size(); from += RowBatch.CAPACITY) {
      int to = Math.min(from + RowBatch.CAPACITY, rows.rows().size());
      batches.add(batch(rows, from, to));
    }
  }

  private static RowBatch batch(HotRows rows, int from, int to) {
    RowBatch batch = new RowBatch(rows.schema());
    for (int row = from; row < to; row++) {
      @Nullable Object[] values = rows.rows().get(row);
      for (int column = 0; column < values.length; column++) {
        batch.columns().get(column).set(row - from, Reference.value(values[column]));
      }
    }
    batch.setSize(to - from);
    return batch;
  }

  @Override
  public String name() {
    return "Sluice, compiled";
  }

  @Override
  public SortedMap<String, String> run() {
    Truths truths = new Truths(predicates.size());
    for (int pass = 0; pass < passes; pass++) {
      for (RowBatch batch : batches) {
        compiled.run(batch);
        for (int i = 0; i < predicates.size(); i++) {
          truths.count(i, compiled.vector(predicates.get(i)), batch.size());
        }
      }
    }
    return truths.figures();
  }
}
