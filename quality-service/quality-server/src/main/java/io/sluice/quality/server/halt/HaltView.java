package io.sluice.quality.server.halt;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.verdict.Reason;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A halt as answers show it.
 *
 * @param id its id
 * @param gate the gate that stopped the batch
 * @param dataset that gate's dataset
 * @param batch the batch; empty for the dataset as a whole
 * @param since when it was stopped
 * @param evaluation the evaluation that stopped it
 * @param reasons why
 * @param endedAt when it ended
 * @param endedHow how it ended
 * @param endedBy who released it, or the evaluation that passed
 * @param endReason why it was released
 */
public record HaltView(
    UUID id,
    String gate,
    @Nullable DatasetId dataset,
    String batch,
    Instant since,
    UUID evaluation,
    List<Reason> reasons,
    @Nullable Instant endedAt,
    @Nullable String endedHow,
    @Nullable String endedBy,
    @Nullable String endReason) {

  private static final int MOST_REASONS = 20;

  /** Copies the reasons. */
  public HaltView {
    reasons = List.copyOf(reasons);
  }

  static HaltView of(Halt halt) {
    Halt.@Nullable End end = halt.end();
    return new HaltView(
        halt.id(),
        halt.gate(),
        halt.dataset(),
        halt.batch(),
        halt.since(),
        halt.evaluation(),
        halt.reasons().stream().limit(MOST_REASONS).toList(),
        end == null ? null : end.at(),
        end == null ? null : end.how().name(),
        end == null ? null : end.by(),
        end == null ? null : end.reason());
  }
}
