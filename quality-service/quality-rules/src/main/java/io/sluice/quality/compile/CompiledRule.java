package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * One rule after compilation.
 *
 * @param rule the rule
 * @param fault why it cannot be evaluated, if it cannot
 */
public record CompiledRule(Rule rule, @Nullable Fault fault) {

  /** The rule planned against the columns that a source really has: a plan or a fault. */
  public Planned against(Schema schema) {
    return RuleCompiler.plan(rule, schema);
  }

  /**
   * Either a plan or a fault.
   *
   * @param plan how to evaluate it
   * @param fault why it cannot be evaluated
   */
  public record Planned(@Nullable Plan plan, @Nullable Fault fault) {}
}
