package io.sluice.quality.server.decision;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.rule.Action;
import io.sluice.quality.rule.GatePolicy;
import io.sluice.quality.server.batch.BatchMatching;
import io.sluice.quality.verdict.Reason;
import io.sluice.quality.verdict.ReasonCode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What halts upstream mean for one question. */
public sealed interface Upstream {

  /** What the gate's policy does about it. */
  Action action(GatePolicy policy);

  /** Why, in the words of decisions. */
  List<Reason> reasons();

  /** No halt reaches the dataset. */
  record Clear() implements Upstream {
    @Override
    public Action action(GatePolicy policy) {
      return Action.PASS;
    }

    @Override
    public List<Reason> reasons() {
      return List.of();
    }
  }

  /**
   * Halts reach the dataset.
   *
   * @param reasons one for each
   */
  record Halted(List<Reason> reasons) implements Upstream {
    /** Copies the reasons. */
    public Halted {
      reasons = List.copyOf(reasons);
    }

    @Override
    public Action action(GatePolicy policy) {
      return policy.onUpstreamHalt();
    }
  }

  /**
   * There are halts, and lineage could not say whether they reach the dataset.
   *
   * @param why what stood in the way
   */
  record Unknown(String why) implements Upstream {
    @Override
    public Action action(GatePolicy policy) {
      return policy.onError();
    }

    @Override
    public List<Reason> reasons() {
      String message =
          "other datasets are halted, and lineage could not say whether that reaches this one: "
              + why;
      return List.of(new Reason(ReasonCode.EVALUATION_ERROR, null, null, List.of(), message));
    }
  }

  /**
   * The open halts that could concern a batch of a dataset: those of other datasets, for the same
   * batch as far as batches can be told apart. A halt never comes back onto its own dataset, so
   * that cycles and incremental jobs can be released.
   */
  static List<OpenHalt> candidates(
      @Nullable DatasetId dataset, String batch, Collection<OpenHalt> open) {
    if (dataset == null) {
      return List.of(); // lineage cannot reach what has no name
    }
    return open.stream()
        .filter(halt -> !halt.dataset().equals(dataset))
        .filter(halt -> BatchMatching.concerns(halt.batch(), batch))
        .toList();
  }

  /** Which of the candidates reach the dataset, each with its path. */
  static Upstream judge(DatasetId dataset, List<OpenHalt> candidates, Reach reach) {
    List<Reason> reasons = new ArrayList<>();
    for (OpenHalt halt : candidates) {
      reach.path(halt.dataset(), dataset).ifPresent(path -> reasons.add(reason(halt, path)));
    }
    return reasons.isEmpty() ? new Clear() : new Halted(reasons);
  }

  private static Reason reason(OpenHalt halt, List<String> path) {
    String what =
        halt.batch().equals(BatchMatching.WHOLE)
            ? halt.dataset().toString()
            : "batch " + halt.batch() + " of " + halt.dataset();
    return new Reason(
        ReasonCode.UPSTREAM_HALTED,
        null,
        halt.dataset(),
        path,
        what
            + " is halted by gate "
            + halt.gate()
            + "; it reaches here by "
            + String.join(" > ", path));
  }
}
