package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.check.PlanText;
import io.sluice.quality.sdk.check.ReportTable;
import io.sluice.quality.sdk.check.RuleFiles;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Judges data by rule files, here and without a server. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Judge files by rule files, here and without a server.",
    footer = {
      "",
      "Examples:",
      "  sluice check --rules flights.yaml flights.parquet",
      "  sluice check --rules sales.yaml 'landing/*.csv' --format json > report.json",
      "  sluice check --rules sales.yaml --batch 2026-03-01   (the file that the rules' source"
          + " names)",
      "  sluice check --rules sales.yaml --explain landing/today.csv   (the SQL, before it runs)",
      "  sluice check --rules rules/ --junit checks.xml --html checks.html   (every rule file"
          + " below)",
      "",
      "Exit codes: 0 PASS or WARN, 2 HALT, 3 error, 4 timeout, 64 usage.",
      "Of several rule sets the worst counts: 3 before 64, 4, 2, then WARN.",
      "Rows are counted from 1 in the table and from 0 in JSON; a CSV's heading is not counted."
    })
final class CheckCommand implements Callable<Integer> {

  @Option(
      names = {"-r", "--rules"},
      required = true,
      paramLabel = "PATH",
      description =
          "The rules: YAML, or a Great Expectations suite as JSON. A directory stands for every"
              + " *.yaml, *.yml and *.json below it; may be given several times.")
  private List<Path> rules = new ArrayList<>();

  @Mixin private DataOptions data = new DataOptions();

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for a suite's parameter ({$$PARAMETER: NAME}).")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Mixin private ReportOptions reports = new ReportOptions();

  @Mixin private EngineOptions engine = new EngineOptions();

  @Option(
      names = "--warn-exit",
      paramLabel = "N",
      description = "The exit code for WARN (default: 0).")
  private int warnExit;

  @Option(
      names = "--explain",
      description = "Judge nothing; show the statements that would run and the rules each answers.")
  private boolean explain;

  private final Terminal terminal;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Arguments.requireExitCode(warnExit);
    engine.validate();
    reports.validate(explain);
    List<RuleFiles.Found> files = RuleArguments.find(rules);
    reports.requireApart(files.stream().map(RuleFiles.Found::file).toList());
    reports.requireApart(data.files());
    List<Outcome> outcomes = judge(files);
    boolean many = RuleFiles.mayBeMany(rules);
    if (reports.printsTable()) {
      print(outcomes);
    }
    printUnjudged(outcomes);
    reports.write(outcomes, many, terminal, Clock.systemUTC());
    return ExitCode.worst(outcomes, warnExit);
  }

  private List<Outcome> judge(List<RuleFiles.Found> files) throws IOException {
    Path temp = Files.createTempDirectory("sluice-check");
    RuleSetChecks checks =
        new RuleSetChecks(terminal, data, engine, reports, ParameterText.values(parameters), temp);
    int width = Arguments.width(terminal);
    try (Progress progress = Progress.start(terminal, !reports.quiet(), width, "checking")) {
      return explain
          ? checks.explain(files, progress)
          : checks.judge(files, reports.showsPlans(), progress);
    } finally {
      terminal.err().print(checks.faults());
      TempFiles.delete(temp);
    }
  }

  private void print(List<Outcome> outcomes) {
    ReportTable table = new ReportTable(terminal.outStyle(), Arguments.width(terminal));
    boolean first = true;
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Explained explained) {
        terminal.out().print(first ? "" : "\n");
        new PlanText(terminal.outStyle()).lines(explained).forEach(terminal.out()::println);
        first = false;
      } else if (outcome instanceof Outcome.Judged judged) {
        if (!first && !reports.quiet()) {
          terminal.out().println();
        }
        print(judged, table, RuleFiles.mayBeMany(rules));
        first = false;
      }
    }
    if (outcomes.size() > 1 && !explain) {
      terminal.out().println();
      table.total(outcomes).forEach(terminal.out()::println);
    }
  }

  private void print(Outcome.Judged judged, ReportTable table, boolean among) {
    if (reports.quiet()) {
      String name = among ? TextWidth.printable(judged.name()) + ": " : "";
      List<String> lines = table.summary(judged.report(), judged.verdict(), judged.elapsedMs());
      terminal.out().println(name + lines.get(0));
      lines.stream().skip(1).filter(line -> !among).forEach(terminal.out()::println);
      return;
    }
    boolean named = among || judged.ruleSet().name() != null;
    terminal
        .out()
        .println(
            (named ? TextWidth.printable(judged.name()) + " · " : "")
                + TextWidth.printable(judged.data()));
    terminal.out().println();
    table.lines(judged.report(), judged.ruleSet().rules()).forEach(terminal.out()::println);
    terminal.out().println();
    table
        .summary(judged.report(), judged.verdict(), judged.elapsedMs())
        .forEach(terminal.out()::println);
  }

  private void printUnjudged(List<Outcome> outcomes) {
    Style style = terminal.errStyle();
    for (Outcome outcome : outcomes) {
      if (outcome instanceof Outcome.Unjudged unjudged) {
        String name = outcomes.size() > 1 ? TextWidth.printable(unjudged.name()) + ": " : "";
        terminal
            .err()
            .println(style.bad("sluice: ") + name + TextWidth.printableLines(unjudged.message()));
        if (unjudged.hint() != null) {
          terminal.err().println("  " + TextWidth.printableLines(unjudged.hint()));
        }
      }
    }
  }
}
