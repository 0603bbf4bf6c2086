package io.sluice.quality.sdk.check;

import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.CheckStatistics;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.TextTable;
import io.sluice.quality.sdk.terminal.TextTable.Align;
import io.sluice.quality.sdk.terminal.TextTable.Cell;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A report as a table for people: what failed first, and why, then what passed. */
public final class ReportTable {

  private static final int SEVERITY_WIDTH = 8;

  private final Style style;
  private final int width;

  /** A table of at most {@code width} cells. */
  public ReportTable(Style style, int width) {
    this.style = style;
    this.width = Math.max(60, width);
  }

  /** The lines of the table, one row per rule, the reasons below the rules that failed. */
  public List<String> lines(CheckReport report, List<Rule> rules) {
    Map<String, Rule> byId = new HashMap<>();
    rules.forEach(rule -> byId.put(rule.id(), rule));
    int ruleWidth = Math.max(20, (width - SEVERITY_WIDTH - 14) * 45 / 100);
    TextTable table =
        new TextTable(
            List.of("RESULT", "SEVERITY", "RULE", "FOUND"),
            List.of(Align.LEFT, Align.LEFT, Align.LEFT, Align.LEFT),
            List.of(7, SEVERITY_WIDTH, ruleWidth, Math.max(20, width - ruleWidth - 23)));
    RuleWording wording = new RuleWording(width);
    report.results().stream()
        .sorted(Comparator.comparingInt(ReportTable::rank))
        .forEach(
            result ->
                table.row(
                    cells(result),
                    wording.why(result, byId.get(result.id())).stream()
                        .map(line -> "           " + style.faint(line))
                        .toList()));
    return table.lines("", style::faint);
  }

  /** The decision in one line, and what it cost in another. */
  public List<String> summary(CheckReport report, GateVerdict verdict, long elapsedMs) {
    long failed = count(report, Status.FAILED);
    long errored = count(report, Status.ERRORED);
    long skipped = count(report, Status.SKIPPED);
    StringBuilder line = new StringBuilder(decision(verdict.decision())).append("  ");
    line.append(RuleWording.number(count(report, Status.PASSED))).append(" of ");
    line.append(RuleWording.plural(report.results().size(), "rule")).append(" passed");
    line.append(failed > 0 ? ", " + failed + " failed" : "");
    line.append(errored > 0 ? ", " + errored + " could not be evaluated" : "");
    line.append(skipped > 0 ? ", " + skipped + " skipped" : "");
    return List.of(line.toString(), style.faint(cost(report.statistics(), elapsedMs)));
  }

  /** What several rule sets come to. */
  public List<String> total(List<Outcome> outcomes) {
    Tally tally = Tally.of(outcomes);
    String decision =
        tally.decision() == null ? style.strong(style.bad("ERROR")) : decision(tally.decision());
    return List.of(decision + "  " + tally.words());
  }

  /** The decision in its colour. */
  public String decision(Decision decision) {
    return switch (decision) {
      case PASS -> style.strong(style.good("PASS"));
      case WARN -> style.strong(style.warning("WARN"));
      case HALT -> style.strong(style.bad("HALT"));
    };
  }

  private static String cost(CheckStatistics statistics, long elapsedMs) {
    String text =
        RuleWording.plural(statistics.rows(), "row")
            + " · "
            + RuleWording.plural(statistics.scans(), "scan")
            + " · "
            + RuleWording.plural(statistics.groupBys(), "group-by")
            + " · "
            + RuleWording.plural(statistics.sampleReads(), "sample read")
            + " · "
            + String.format(Locale.ROOT, "%.2f s", elapsedMs / 1000.0)
            + " · "
            + statistics.engine();
    return statistics.rejectedRows() > 0
        ? text + " · " + RuleWording.plural(statistics.rejectedRows(), "unreadable row")
        : text;
  }

  private List<Cell> cells(RuleResult result) {
    return List.of(
        switch (result.status()) {
          case PASSED -> new Cell("PASSED", style::good);
          case FAILED ->
              switch (result.severity()) {
                case CRITICAL -> new Cell("FAILED", style::bad);
                case WARNING, INFO -> new Cell("FAILED", style::warning);
              };
          case ERRORED -> new Cell("ERRORED", style::bad);
          case SKIPPED -> new Cell("SKIPPED", style::faint);
        },
        Cell.of(result.severity().name().toLowerCase(Locale.ROOT)),
        Cell.of(TextWidth.printable(result.id())),
        Cell.of(RuleWording.found(result)));
  }

  private static int rank(RuleResult result) {
    return switch (result.status()) {
      case ERRORED -> rank(result.severity());
      case FAILED -> 10 + rank(result.severity());
      case SKIPPED -> 20;
      case PASSED -> 30;
    };
  }

  private static int rank(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 0;
      case WARNING -> 1;
      case INFO -> 2;
    };
  }

  private static long count(CheckReport report, Status status) {
    return report.results().stream().filter(result -> result.status() == status).count();
  }
}
