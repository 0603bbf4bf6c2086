package io.sluice.quality.server.batch;

import java.util.Optional;

/** Says whether a halt of one batch concerns another batch. */
public final class BatchMatching {

  /** The id that stands for a dataset as a whole. */
  public static final String WHOLE = "";

  private BatchMatching() {}

  /**
   * Equal ids match. Two ids that both read as time match if the times overlap, so that a halted
   * day reaches the report of its month. Where either id is no time, or either side has no batches,
   * nothing tells the batches apart and the halt concerns all: a gate fails closed.
   */
  public static boolean concerns(String halted, String asked) {
    if (halted.equals(asked) || halted.equals(WHOLE) || asked.equals(WHOLE)) {
      return true;
    }
    Optional<Span> first = Span.parse(halted);
    Optional<Span> second = Span.parse(asked);
    return first.isEmpty() || second.isEmpty() || first.get().overlaps(second.get());
  }
}
