package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a steward decided about two names.
 *
 * @param id its number, from 1
 * @param kind whether they are the same
 * @param left the lesser name
 * @param right the greater name
 * @param canonical the name that a merge shows, if the steward said
 * @param reason why, in the steward's words
 * @param decidedBy who
 * @param decidedAt when
 * @param withdrawnBy who took it back, null while it holds
 * @param withdrawnAt when it was taken back
 */
public record Decision(
    long id,
    Kind kind,
    DatasetId left,
    DatasetId right,
    @Nullable DatasetId canonical,
    String reason,
    String decidedBy,
    Instant decidedAt,
    @Nullable String withdrawnBy,
    @Nullable Instant withdrawnAt) {

  /** What may be decided. */
  public enum Kind {
    /** They are the same. */
    MERGE,
    /** They are not, whatever else says so. */
    SPLIT
  }

  NamePair pair() {
    return NamePair.of(left, right);
  }
}
