package io.sluice.quality.check;

import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.expectation.Evidence;
import io.sluice.quality.expectation.Outcome;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.expectation.Step;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.SkipReason;
import io.sluice.quality.verdict.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One rule on its way from a plan to a result. */
final class Judged {

  private final Rule rule;
  private @Nullable Plan plan;
  private Status status = Status.SKIPPED;
  private @Nullable String error;
  private @Nullable SkipReason skipReason = SkipReason.DISABLED;
  private @Nullable Outcome outcome;
  private List<SampleRow> samples = List.of();
  private boolean samplesCut;
  private boolean waiting = true;

  Judged(Rule rule, Planned planned) {
    this.rule = rule;
    this.plan = planned.plan();
    Fault fault = planned.fault();
    if (fault != null) {
      error = fault.hint() == null ? fault.message() : fault.message() + " (" + fault.hint() + ")";
      status = Status.ERRORED;
      skipReason = null;
    } else if (plan == null) {
      error = "disabled";
    }
  }

  /** What its present plan needs; nothing once it was judged. */
  Set<Metric> metrics() {
    Plan current = plan;
    return current == null || !waiting ? Set.of() : current.metrics();
  }

  void judge(Evidence evidence) {
    Plan current = plan;
    if (current == null || !waiting) {
      return;
    }
    skipReason = null;
    try {
      Step step = current.next().apply(evidence);
      if (step instanceof Plan further) {
        plan = further;
        return;
      }
      waiting = false;
      Outcome judgement = (Outcome) step;
      outcome = judgement;
      if (judgement.verdict() == null) {
        status = Status.SKIPPED;
        skipReason = SkipReason.NO_EVIDENCE;
        error = judgement.note();
      } else {
        status = judgement.verdict() ? Status.PASSED : Status.FAILED;
      }
    } catch (MeasurementException failure) {
      waiting = false;
      status = Status.ERRORED;
      error = failure.getMessage();
    }
  }

  /** Whether it has yet to be measured and judged. */
  boolean isWaiting() {
    return waiting && plan != null;
  }

  /** What to read for it, if it failed and there is something to show. */
  @Nullable SampleQuery wantedSamples() {
    return status == Status.FAILED && plan != null ? plan.samples() : null;
  }

  /**
   * Shows rows as long as there is room for them.
   *
   * @return the bytes that they take, about
   */
  long show(List<SampleRow> rows, long room) {
    List<SampleRow> shown = new ArrayList<>();
    long taken = 0;
    for (SampleRow row : rows) {
      samplesCut |= row.cut();
      long more = SampleRoom.of(shown(row));
      if (taken + more > room) {
        samplesCut = true;
        break;
      }
      taken += more;
      shown.add(row);
    }
    samples = shown;
    return taken;
  }

  RuleResult result() {
    Outcome judgement = outcome;
    Outcome.Counts counts = judgement == null ? null : judgement.counts();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (judgement != null) {
      judgement.details().forEach((name, value) -> details.put(name, SampleRoom.bounded(value)));
    }
    if (samplesCut) {
      details.put("samplesCut", true);
    }
    List<@Nullable Object> values = new ArrayList<>();
    samples.forEach(row -> values.add(shown(row)));
    return new RuleResult(
        rule.id(),
        rule.type(),
        status,
        rule.severity(),
        rule.dimension(),
        rule.tags(),
        rule.description(),
        judgement == null ? null : SampleRoom.bounded(judgement.observedValue()),
        counts == null ? null : Long.valueOf(counts.elements()),
        counts == null ? null : counts.missing(),
        counts == null ? null : Long.valueOf(counts.unexpected()),
        counts == null ? null : counts.percent(),
        counts == null ? null : counts.whereUnknown(),
        values,
        samples.stream().map(SampleRow::index).filter(index -> index >= 0).toList(),
        details,
        error == null ? null : SampleRow.shortened(error, SampleRow.LONGEST_VALUE),
        skipReason);
  }

  /**
   * A single column shows its value, a pair or a key the list of them, a rule about rows a map by
   * name.
   */
  private @Nullable Object shown(SampleRow row) {
    SampleQuery query = plan == null ? null : plan.samples();
    if (query == null) {
      return null;
    }
    if (!row.names().isEmpty()) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      for (int i = 0; i < row.names().size(); i++) {
        named.put(row.names().get(i), row.values().get(i));
      }
      return named;
    }
    if (rule.type().equals(Rule.ROWS)) {
      Map<String, @Nullable Object> named = new LinkedHashMap<>();
      for (int i = 0; i < query.columns().size(); i++) {
        named.put(query.columns().get(i).name(), row.values().get(i));
      }
      return named;
    }
    return row.values().size() == 1 ? row.values().get(0) : row.values();
  }
}
