package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.expectation.Evidence;
import io.sluice.quality.expectation.Outcome;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.expectation.Step;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.ParameterBinding;
import io.sluice.quality.suite.ResultReference;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The plan of a rule whose parameters refer to other results: those are measured first, in this run
 * if the rule is part of it, else they are looked up in the dataset's history.
 */
final class StagedPlan {

  /** How many rules may wait for one another in a row. */
  static final int MOST_IN_A_ROW = 3;

  private final Rule rule;
  private final RuleCompiler compiler;
  private final Schema schema;

  private StagedPlan(Rule rule, RuleCompiler compiler, Schema schema) {
    this.rule = rule;
    this.compiler = compiler;
    this.schema = schema;
  }

  /** The references of a rule's arguments to other results. */
  static Set<ResultReference> references(Rule rule) {
    try {
      return ParameterBinding.references(rule.arguments());
    } catch (io.sluice.quality.suite.ParameterException fault) {
      PlacedFault placed = PlacedFault.of(rule, String.valueOf(fault.getMessage()), fault.hint());
      throw rule.origin().ofSuite() ? placed.asUnsupported() : placed;
    }
  }

  /**
   * Plans a rule.
   *
   * @param waiting the rules that wait for this one
   */
  static Plan of(
      Rule rule,
      Set<ResultReference> references,
      RuleCompiler compiler,
      Schema schema,
      List<Rule> waiting) {
    List<Rule> chain = new ArrayList<>(waiting);
    chain.add(rule);
    Map<ResultReference, Step> steps = new LinkedHashMap<>();
    for (ResultReference reference : references) {
      Optional<Rule> referred = compiler.find(reference, rule);
      if (referred.isPresent()) {
        requireEnd(rule, referred.get(), chain);
        steps.put(reference, compiler.plan(referred.get(), schema, chain));
      } else {
        String key = HistoryKeys.of(reference);
        if (key == null) {
          throw PlacedFault.of(
              rule,
              "no rule of this run is meant by " + reference.urn(),
              "a rule of the kind " + reference.type() + " must be among the rules");
        }
        steps.put(reference, past(reference, key));
      }
    }
    return new StagedPlan(rule, compiler, schema).waitingFor(steps);
  }

  private static void requireEnd(Rule rule, Rule referred, List<Rule> chain) {
    if (chain.contains(referred)) {
      throw PlacedFault.of(
          rule, "it refers to the result of '" + referred.id() + "', which waits for it", null);
    }
    if (chain.size() >= MOST_IN_A_ROW) {
      throw PlacedFault.of(
          rule, "more than " + MOST_IN_A_ROW + " rules wait for one another in a row", null);
    }
  }

  private static Plan past(ResultReference reference, String key) {
    return new Plan(
        Set.of(),
        evidence -> {
          List<Double> values = evidence.history().last(key, 1);
          return values.isEmpty()
              ? new Outcome(
                  null,
                  null,
                  null,
                  Map.of(),
                  "no earlier batch has measured " + key + ", which " + reference.urn() + " means")
              : new Outcome(true, values.get(0), null, Map.of(), null);
        },
        null);
  }

  private Plan waitingFor(Map<ResultReference, Step> steps) {
    Set<Metric> metrics = new HashSet<>();
    steps.values().forEach(step -> metrics.addAll(step instanceof Plan p ? p.metrics() : Set.of()));
    return new Plan(metrics, evidence -> next(steps, evidence), null);
  }

  private Step next(Map<ResultReference, Step> steps, Evidence evidence) {
    Map<ResultReference, Step> further = new LinkedHashMap<>();
    boolean waits = false;
    for (Map.Entry<ResultReference, Step> entry : steps.entrySet()) {
      Step step = entry.getValue();
      Step then = step instanceof Plan plan ? plan.next().apply(evidence) : step;
      if (then instanceof Outcome outcome && outcome.verdict() == null) {
        return outcome;
      }
      waits |= then instanceof Plan;
      further.put(entry.getKey(), then);
    }
    return waits ? waitingFor(further) : bound(further);
  }

  private Step bound(Map<ResultReference, Step> outcomes) {
    Map<ResultReference, @Nullable Object> figures = new LinkedHashMap<>();
    for (Map.Entry<ResultReference, Step> entry : outcomes.entrySet()) {
      Object figure = figure(entry.getKey(), (Outcome) entry.getValue());
      if (figure == null) {
        return new Outcome(
            null,
            null,
            null,
            Map.of(),
            entry.getKey().urn() + " has no value: there was nothing to measure");
      }
      figures.put(entry.getKey(), figure);
    }
    boolean secret = figures.values().stream().anyMatch(StagedPlan::isSecret);
    try {
      Plan plan = new RulePlanner(BoundRule.of(rule, compiler.settings(), figures)).plan(schema);
      return secret ? discreet(plan, figures.keySet()) : plan;
    } catch (PlacedFault fault) {
      throw secret
          ? discreet(fault.fault().pointer(), figures.keySet())
          : new MeasurementException(String.valueOf(fault.getMessage()));
    }
  }

  /** Values out of the data are for those who may see samples; figures are for all. */
  private static boolean isSecret(@Nullable Object figure) {
    return !(figure instanceof Number || figure instanceof Boolean);
  }

  /** The same plan, whose failures do not quote what other results put into it. */
  private static Plan discreet(Plan plan, Set<ResultReference> references) {
    return new Plan(
        plan.metrics(),
        evidence -> {
          try {
            Step step = plan.next().apply(evidence);
            return step instanceof Plan further ? discreet(further, references) : step;
          } catch (MeasurementException failure) {
            throw discreet("the rule", references);
          }
        },
        plan.samples(),
        plan.goesOn());
  }

  private static MeasurementException discreet(String what, Set<ResultReference> references) {
    return new MeasurementException(
        what
            + " cannot be judged with the value of "
            + references.stream().map(ResultReference::urn).collect(Collectors.joining(", "))
            + ", which is not shown as it is out of the data");
  }

  private static @Nullable Object figure(ResultReference reference, Outcome outcome) {
    Outcome.Counts counts = outcome.counts();
    if (counts == null) {
      if (reference.figure().equals("observed_value")) {
        return outcome.observedValue();
      }
      throw new MeasurementException(
          reference.type() + " has no " + reference.figure() + ", only an observed_value");
    }
    Long missing = counts.missing();
    return switch (reference.figure()) {
      case "element_count" -> counts.elements();
      case "missing_count" -> missing == null ? 0L : missing;
      case "missing_percent" ->
          counts.elements() == 0
              ? null
              : Double.valueOf(100.0 * (missing == null ? 0 : missing) / counts.elements());
      case "unexpected_count" -> counts.unexpected();
      case "unexpected_percent", "unexpected_percent_nonmissing" -> counts.percent();
      case "unexpected_percent_total" -> counts.percentOf(counts.elements());
      default ->
          throw new MeasurementException(
              reference.type() + " has no " + reference.figure() + "; it counts rows");
    };
  }
}
