package io.sluice.quality.compile;

import io.sluice.quality.rule.Fault;
import java.util.ArrayList;
import java.util.List;

/** Rules that are ready to be checked against any source. */
public final class CompiledRules {

  private final List<CompiledRule> rules;
  private final List<String> warnings;

  CompiledRules(List<CompiledRule> rules, List<String> warnings) {
    this.rules = List.copyOf(rules);
    this.warnings = List.copyOf(warnings);
  }

  /** Every rule, in its author's order. */
  public List<CompiledRule> rules() {
    return rules;
  }

  /** What is wrong with the rules that cannot be evaluated. */
  public List<Fault> faults() {
    List<Fault> faults = new ArrayList<>();
    for (CompiledRule rule : rules) {
      if (rule.fault() != null) {
        faults.add(rule.fault());
      }
    }
    return faults;
  }

  /**
   * Reasons to refuse a rule set: every fault but those of a suite's rules that are only beyond
   * what can be judged here.
   */
  public List<Fault> refusals() {
    List<Fault> refusals = new ArrayList<>();
    for (CompiledRule rule : rules) {
      if (rule.fault() != null && !rule.isUnsupported()) {
        refusals.add(rule.fault());
      }
    }
    return refusals;
  }

  /** What its author should know, for example that no columns are known yet. */
  public List<String> warnings() {
    return warnings;
  }
}
