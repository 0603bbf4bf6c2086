package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import io.sluice.bench.sales.Sales;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The ways to evaluate predicates on the same rows in memory. */
public final class HotEvaluation {

  private HotEvaluation() {}

  /**
   * The contestants, the JEXL interpreter first.
   *
   * @param count how many rows
   * @param passes how often each contestant goes over them in a round
   */
  public static List<Contestant> of(Sales sales, int count, int passes, List<String> predicates)
      throws SQLException {
    HotRows rows = HotRows.of(sales, count);
    List<Contestant> contestants = new ArrayList<>();
    contestants.add(new JexlInterpreter(rows, predicates, passes));
    contestants.add(new Reference(rows, predicates, passes));
    contestants.add(new Compiled(rows, predicates, passes));
    return contestants;
  }
}
