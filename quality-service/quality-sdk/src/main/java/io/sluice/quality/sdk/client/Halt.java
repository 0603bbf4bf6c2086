package io.sluice.quality.sdk.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A halt: while it is open, its batch and what is downstream of its dataset do not pass.
 *
 * @param id the halt's id
 * @param gate the gate that halted
 * @param dataset the dataset it halted, as namespace and name
 * @param batch the batch, null if the halt has none
 * @param since when it began
 * @param endedAt when it ended, null while it is open
 * @param reasons why
 * @param json the halt as the server sent it
 */
public record Halt(
    String id,
    String gate,
    @Nullable String dataset,
    @Nullable String batch,
    @Nullable Instant since,
    @Nullable Instant endedAt,
    List<Reason> reasons,
    String json) {

  /** Copies the reasons. */
  public Halt {
    reasons = List.copyOf(reasons);
  }
}
