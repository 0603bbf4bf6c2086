package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.metric.Metric;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts, beside what any rule measures, the rows on which its {@code where} is unknown. */
public final class LeftOut {

  private LeftOut() {}

  /** The same plan, whose judgement says how many rows were left out so; as it is without where. */
  public static Plan counted(Plan plan, @Nullable Expr where) {
    return where == null ? plan : counted(plan, new Metric.RowCount(new Expr.IsNull(where)));
  }

  private static Plan counted(Plan plan, Metric.RowCount unknown) {
    Set<Metric> metrics = new HashSet<>(plan.metrics());
    metrics.add(unknown);
    return new Plan(
        metrics,
        evidence -> {
          Step step = plan.next().apply(evidence);
          return step instanceof Outcome outcome
              ? outcome.leavingOut(evidence.measurements().count(unknown))
              : counted((Plan) step, unknown);
        },
        plan.samples(),
        plan.goesOn());
  }
}
