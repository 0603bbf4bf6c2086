package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.rule.Rule;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One rule after compilation. */
public final class CompiledRule {

  private final Rule rule;
  private final @Nullable Fault fault;
  private final @Nullable Fidelity fidelity;
  private final boolean unsupported;
  private final RuleCompiler compiler;

  CompiledRule(
      Rule rule,
      @Nullable Fault fault,
      @Nullable Fidelity fidelity,
      boolean unsupported,
      RuleCompiler compiler) {
    this.unsupported = unsupported;
    this.rule = rule;
    this.fault = fault;
    this.fidelity = fidelity;
    this.compiler = compiler;
  }

  /** The rule. */
  public Rule rule() {
    return rule;
  }

  /** Why it cannot be evaluated, if it cannot. */
  public @Nullable Fault fault() {
    return fault;
  }

  /** How truly it is judged; empty for a rule that is not of a suite of Great Expectations. */
  public Optional<Fidelity> fidelity() {
    return Optional.ofNullable(fidelity);
  }

  /** Whether it is as its author meant it, but beyond what can be judged here. */
  boolean isUnsupported() {
    return unsupported;
  }

  /** The rule planned against the columns that a source really has: a plan or a fault. */
  public Planned against(Schema schema) {
    return compiler.planned(rule, schema);
  }

  /**
   * Either a plan or a fault.
   *
   * @param plan how to evaluate it
   * @param fault why it cannot be evaluated
   */
  public record Planned(@Nullable Plan plan, @Nullable Fault fault) {}
}
