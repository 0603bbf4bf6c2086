package io.sluice.quality.check;

import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.PlannedStatement;
import io.sluice.quality.engine.Session;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.metric.Metric;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says what the first round of a check would run. */
final class Explaining {

  private final Session session;
  private final Map<String, Plan> plans = new LinkedHashMap<>();
  private final List<String> notes = new ArrayList<>();

  private Explaining(Session session) {
    this.session = session;
  }

  static Explanation explain(CompiledRules rules, Session session) {
    Explaining explaining = new Explaining(session);
    rules.rules().forEach(explaining::plan);
    return explaining.explanation();
  }

  private void plan(CompiledRule rule) {
    String id = rule.rule().id();
    if (!rule.rule().enabled()) {
      notes.add(id + " is disabled");
      return;
    }
    Planned planned = rule.against(session.schema());
    if (planned.fault() != null) {
      notes.add(id + " cannot be evaluated: " + planned.fault().message());
    } else if (planned.plan() != null) {
      plans.put(id, planned.plan());
      if (planned.plan().goesOn()) {
        notes.add(id + " measures again once these figures are known");
      }
    }
  }

  private Explanation explanation() {
    Set<Metric> metrics = new HashSet<>(Set.of(Metric.RowCount.ALL));
    plans.values().forEach(plan -> metrics.addAll(plan.metrics()));
    List<Explanation.Statement> statements = new ArrayList<>();
    int scans = 0;
    int groupBys = 0;
    Set<Metric> answered = new HashSet<>();
    for (PlannedStatement planned : session.explain(metrics)) {
      answered.addAll(planned.metrics());
      switch (planned.kind()) {
        case STAGE -> {}
        case GROUP_BY, VALUES -> groupBys++;
        case SCAN, QUANTILE, ORDER, QUERY, JVM -> scans++;
      }
      statements.add(
          new Explanation.Statement(
              Explanation.Kind.valueOf(planned.kind().name()),
              planned.text(),
              ruleIds(planned.metrics())));
    }
    plans.forEach(
        (id, plan) -> {
          if (!answered.containsAll(plan.metrics())) {
            notes.add(id + " asks for a figure that this engine cannot measure");
          }
        });
    return new Explanation(statements, scans, groupBys, notes);
  }

  private List<String> ruleIds(Set<Metric> metrics) {
    return plans.entrySet().stream()
        .filter(plan -> !Collections.disjoint(plan.getValue().metrics(), metrics))
        .map(Map.Entry::getKey)
        .toList();
  }
}
