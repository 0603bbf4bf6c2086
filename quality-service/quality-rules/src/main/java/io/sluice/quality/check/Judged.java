package io.sluice.quality.check;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRule;
import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.expectation.Evidence;
import io.sluice.quality.expectation.Outcome;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.expectation.Step;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.metric.MeasurementException;
import io.sluice.quality.metric.Metric;
import io.sluice.quality.metric.SampleQuery;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Fidelity;
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

  private static final Position NOWHERE = new Position(0, 0);

  private final Rule rule;
  private final ResultOptions options;
  private final @Nullable Fidelity fidelity;
  private final boolean fixedFieldsOnly;
  private @Nullable Plan plan;
  private Status status = Status.SKIPPED;
  private @Nullable String error;
  private @Nullable SkipReason skipReason = SkipReason.DISABLED;
  private @Nullable Outcome outcome;
  private @Nullable ShownRows shown;
  private boolean waiting = true;

  Judged(CompiledRule compiled, Planned planned, CheckOptions run) {
    rule = compiled.rule();
    plan = planned.plan();
    fidelity = compiled.fidelity().orElse(null);
    fixedFieldsOnly = run.fixedFieldsOnly();
    ResultOptions own = run.results();
    try {
      own = own.over(ResultOptions.read(rule.arguments().get("result_format")));
    } catch (ResultOptions.InvalidException invalid) {
      status = Status.ERRORED;
      skipReason = null;
      plan = null;
      error = "result_format: " + invalid.getMessage();
    }
    options = own;
    Fault fault = planned.fault();
    if (fault != null) {
      error = fault.hint() == null ? fault.message() : fault.message() + " (" + fault.hint() + ")";
      status = Status.ERRORED;
      skipReason = null;
    } else if (plan == null && error == null) {
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

  /** Refuses rows to be named by a column that is not there. */
  void requireIndexColumns(Schema schema) {
    if (plan == null) {
      return;
    }
    ColumnNames names = new ColumnNames(schema);
    try {
      options.indexColumns().forEach(name -> names.column(name, NOWHERE));
    } catch (ExpressionException unknown) {
      plan = null;
      status = Status.ERRORED;
      skipReason = null;
      String hint = unknown.hint();
      error =
          "unexpected_index_column_names: "
              + unknown.getMessage()
              + (hint == null ? "" : " (" + hint + ")");
    }
  }

  /** Gets ready to show what the options ask for. */
  SampleQuery wanted(SampleQuery query, Schema schema) {
    List<Expr.ColumnRef> read = new ArrayList<>(query.columns());
    ColumnNames names = new ColumnNames(schema);
    List<String> more =
        options.includeRows()
            ? schema.columns().stream().map(Column::name).toList()
            : options.indexColumns();
    for (String name : more) {
      if (read.stream().noneMatch(column -> column.name().equals(name))) {
        read.add(names.column(name, NOWHERE));
      }
    }
    shown = new ShownRows(rule, options, query, read);
    return query.showing(read);
  }

  /** What to report of it. */
  ResultOptions options() {
    return options;
  }

  /**
   * Shows rows as long as there is room for them.
   *
   * @return the bytes that they take, about
   */
  long show(List<SampleRow> rows, long room) {
    return shown == null ? 0 : shown.take(rows, room);
  }

  /** What could not be judged was not judged truly, whatever the fault. */
  private @Nullable Fidelity fidelity() {
    return fidelity == null || status != Status.ERRORED || error == null
        ? fidelity
        : new Fidelity(
            Fidelity.Level.UNSUPPORTED, SampleRow.shortened(error, SampleRow.LONGEST_VALUE));
  }

  RuleResult result() {
    Outcome judgement = outcome;
    Outcome.Counts counts = judgement == null ? null : judgement.counts();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    if (judgement != null) {
      judgement.details().forEach((name, value) -> details.put(name, SampleRoom.bounded(value)));
    }
    ShownRows rows = shown;
    if (rows != null && rows.isCut()) {
      details.put("samplesCut", true);
    }
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
        judgement == null ? null : judgement.whereUnknown(),
        rows == null ? List.of() : rows.values(),
        rows == null ? List.of() : rows.indexes(),
        details,
        error == null ? null : SampleRow.shortened(error, SampleRow.LONGEST_VALUE),
        skipReason,
        fixedFieldsOnly ? null : fidelity(),
        counts == null || fixedFieldsOnly ? null : ShownRows.of(counts, options, rows));
  }
}
