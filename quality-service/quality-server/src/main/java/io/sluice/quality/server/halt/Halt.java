package io.sluice.quality.server.halt;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.verdict.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A batch that was stopped, and how that ended.
 *
 * @param id its id
 * @param opened its place in the order of opening
 * @param gate the gate that stopped it
 * @param dataset that gate's dataset
 * @param batch the batch; empty for the dataset as a whole
 * @param evaluation the evaluation that stopped it, the latest one if several did
 * @param reasons why
 * @param since when it was stopped first
 * @param end how it ended
 */
public record Halt(
    UUID id,
    long opened,
    String gate,
    @Nullable DatasetId dataset,
    String batch,
    UUID evaluation,
    List<Reason> reasons,
    Instant since,
    @Nullable End end) {

  /** How a halt ends. */
  public enum How {
    /** The batch passed. */
    PASSED,
    /** Somebody released it. */
    RELEASED
  }

  /**
   * The end of a halt.
   *
   * @param at when
   * @param how how
   * @param by who released it, or the evaluation that passed
   * @param reason why it was released
   */
  public record End(Instant at, How how, String by, @Nullable String reason) {}

  /** Copies the reasons. */
  public Halt {
    reasons = List.copyOf(reasons);
  }
}
