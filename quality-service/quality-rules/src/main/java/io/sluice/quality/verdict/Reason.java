package io.sluice.quality.verdict;

import io.sluice.catalog.model.DatasetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason for a decision other than an unconditional pass.
 *
 * @param code its kind
 * @param rule the id of the rule it is about
 * @param dataset the dataset it is about
 * @param path the lineage path from a halted dataset to this one, ends included
 * @param message the reason in words
 */
public record Reason(
    ReasonCode code,
    @Nullable String rule,
    @Nullable DatasetId dataset,
    List<String> path,
    String message) {

  /** Copies the path. */
  public Reason {
    path = List.copyOf(path);
  }
}
