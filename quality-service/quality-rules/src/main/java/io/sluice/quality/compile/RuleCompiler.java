package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.ResultReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles rules; what is wrong with one becomes its fault. */
public final class RuleCompiler {

  private final List<Rule> rules;
  private final ParameterSettings settings;

  private RuleCompiler(List<Rule> rules, ParameterSettings settings) {
    this.rules = List.copyOf(rules);
    this.settings = settings;
  }

  /**
   * Compiles rules against columns, or, when they are not known yet, as far as that goes without
   * types.
   */
  public static CompiledRules compile(List<Rule> rules, @Nullable Schema schema) {
    return compile(rules, schema, ParameterSettings.none());
  }

  /** Compiles rules with the values that a run gives to their parameters. */
  public static CompiledRules compile(
      List<Rule> rules, @Nullable Schema schema, ParameterSettings settings) {
    RuleCompiler compiler = new RuleCompiler(rules, settings);
    List<CompiledRule> compiled = new ArrayList<>();
    rules.forEach(rule -> compiled.add(compiler.compiled(rule, schema)));
    List<String> warnings = new ArrayList<>();
    if (schema == null) {
      warnings.add("the columns are not known yet: types are checked at the first evaluation");
    }
    for (CompiledRule rule : compiled) {
      Fault fault = rule.fault();
      if (rule.isUnsupported() && fault != null) {
        warnings.add(
            "rule '"
                + rule.rule().id()
                + "' is not supported and will be ERRORED: "
                + fault.message());
      }
    }
    return new CompiledRules(compiled, warnings);
  }

  ParameterSettings settings() {
    return settings;
  }

  private CompiledRule compiled(Rule rule, @Nullable Schema schema) {
    BoundRule bound = null;
    try {
      if (StagedPlan.references(rule).isEmpty()) {
        bound = BoundRule.of(rule, settings, Map.of());
        new RulePlanner(bound).requireReadable();
      }
      if (schema != null) {
        plan(rule, schema, List.of());
      }
      return new CompiledRule(rule, null, Fidelities.of(rule, bound), false, this);
    } catch (PlacedFault placed) {
      boolean unsupported = placed.unsupported() && rule.origin().ofSuite();
      return new CompiledRule(
          rule, placed.fault(), Fidelities.unsupported(rule, placed), unsupported, this);
    }
  }

  Planned planned(Rule rule, Schema schema) {
    try {
      return new Planned(plan(rule, schema, List.of()), null);
    } catch (PlacedFault placed) {
      return new Planned(null, placed.fault());
    }
  }

  /**
   * Plans a rule.
   *
   * @param waiting the rules that wait for its result
   */
  Plan plan(Rule rule, Schema schema, List<Rule> waiting) {
    Set<ResultReference> references = StagedPlan.references(rule);
    return references.isEmpty()
        ? new RulePlanner(BoundRule.of(rule, settings, Map.of())).plan(schema)
        : StagedPlan.of(rule, references, this, schema, waiting);
  }

  /** The rule of this run that a reference means, if it is part of it. */
  Optional<Rule> find(ResultReference reference, Rule from) {
    String document = from.origin().document();
    if (document != null && !document.equals(reference.suite())) {
      return Optional.empty();
    }
    return rules.stream()
        .filter(rule -> rule.type().equals(reference.type()))
        .filter(
            rule ->
                reference.column() == null
                    || reference.column().equals(rule.arguments().get("column")))
        .findFirst();
  }
}
