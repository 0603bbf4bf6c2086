package io.sluice.quality.sdk.client;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One reason of a decision.
 *
 * @param code the stable code, for example {@code RULE_FAILED} or {@code UPSTREAM_HALTED}
 * @param rule the rule's id, if a rule is the reason
 * @param dataset the dataset the reason is about, as namespace and name
 * @param path the way through lineage from that dataset to the gate's own, one entry per node
 * @param message the reason in words
 */
public record Reason(
    String code,
    @Nullable String rule,
    @Nullable String dataset,
    List<String> path,
    String message) {

  /** Copies the path. */
  public Reason {
    path = List.copyOf(path);
  }

  /** The message without the path, where it spells the path out: for those who show both. */
  public String messageBeforePath() {
    int at = path.isEmpty() ? -1 : message.indexOf(path.get(0) + " ");
    return at < 0 ? message : message.substring(0, at).stripTrailing();
  }
}
