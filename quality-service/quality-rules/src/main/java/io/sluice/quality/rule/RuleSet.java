package io.sluice.quality.rule;

import io.sluice.catalog.model.DatasetId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A document of rules about one dataset, with the policy of the gate that asks them.
 *
 * @param name the rule set's and its gate's name, if the document gives one
 * @param dataset what the rules are about, if the document says
 * @param source where to read it, if the document says
 * @param gate how results become a decision
 * @param rules the rules in the author's order; their ids differ
 */
public record RuleSet(
    @Nullable String name,
    @Nullable DatasetId dataset,
    @Nullable SourceSpec source,
    GatePolicy gate,
    List<Rule> rules) {

  /** Copies the rules. */
  public RuleSet {
    rules = List.copyOf(rules);
  }
}
