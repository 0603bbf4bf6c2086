package io.sluice.bench.rows;

import io.sluice.quality.engine.row.ColumnVector;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** How many rows are true, false and unknown to each predicate. */
final class Truths {

  private final long[] trues;
  private final long[] falses;
  private final long[] unknowns;

  Truths(int predicates) {
    trues = new long[predicates];
    falses = new long[predicates];
    unknowns = new long[predicates];
  }

  void count(int predicate, @Nullable Boolean truth) {
    if (truth == null) {
      unknowns[predicate]++;
    } else if (truth) {
      trues[predicate]++;
    } else {
      falses[predicate]++;
    }
  }

  void count(int predicate, ColumnVector truths, int rows) {
    for (int row = 0; row < rows; row++) {
      count(predicate, (Boolean) truths.get(row));
    }
  }

  SortedMap<String, String> figures() {
    SortedMap<String, String> figures = new TreeMap<>();
    for (int i = 0; i < trues.length; i++) {
      figures.put("predicate " + i, trues[i] + " " + falses[i] + " " + unknowns[i]);
    }
    return figures;
  }
}
