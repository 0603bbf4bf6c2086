package io.sluice.quality.sdk.command;

import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.check.RuleFiles;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.verdict.GateJudge;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Judges one rule file after the other; what is wrong with one does not stop the others. */
final class RuleSetChecks {

  private final Terminal terminal;
  private final DataOptions data;
  private final EngineOptions engine;
  private final ReportOptions reports;
  private final Map<String, @Nullable Object> parameters;
  private final Path temp;
  private final Map<String, Path> taken = new HashMap<>();
  private final StringBuilder faults = new StringBuilder();

  RuleSetChecks(
      Terminal terminal,
      DataOptions data,
      EngineOptions engine,
      ReportOptions reports,
      Map<String, @Nullable Object> parameters,
      Path temp) {
    this.terminal = terminal;
    this.data = data;
    this.engine = engine;
    this.reports = reports;
    this.parameters = parameters;
    this.temp = temp;
  }

  /** What one rule file asks for, of which data. */
  private record Task(String name, RuleDocument document, RuleSet ruleSet, Source source) {}

  private interface Work {
    Outcome of(Task task, Checker checker, CompiledRules rules, CheckOptions options, long start);
  }

  /**
   * What became of each file, in their order.
   *
   * @param withPlans whether reports want to show how each was measured
   */
  List<Outcome> judge(List<RuleFiles.Found> files, boolean withPlans, Progress progress) {
    return each(
        files,
        progress,
        (task, checker, rules, options, start) -> {
          CheckReport report = checker.check(rules, task.source(), options, engine.choice());
          return new Outcome.Judged(
              task.name(),
              task.document().file(),
              words(task.source()),
              task.ruleSet(),
              report,
              GateJudge.decide(task.ruleSet().gate(), report.results()),
              withPlans ? checker.explain(rules, task.source(), options, engine.choice()) : null,
              since(start));
        });
  }

  /** What would be done for each file, in their order. */
  List<Outcome> explain(List<RuleFiles.Found> files, Progress progress) {
    return each(
        files,
        progress,
        (task, checker, rules, options, start) ->
            new Outcome.Explained(
                task.name(),
                task.document().file(),
                words(task.source()),
                task.ruleSet(),
                checker.explain(rules, task.source(), options, engine.choice()),
                since(start)));
  }

  /** Every fault found in the rule files, each with the line it stands on. */
  String faults() {
    return faults.toString();
  }

  private List<Outcome> each(List<RuleFiles.Found> files, Progress progress, Work work) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuleFiles.Found file : files) {
      String which =
          files.size() == 1 ? "" : " (" + (outcomes.size() + 1) + " of " + files.size() + ")";
      String what = "checking " + file.label() + which;
      progress.now(what);
      outcomes.add(outcome(file, work, (step, part) -> progress.now(what + ": " + at(step, part))));
    }
    return outcomes;
  }

  private static String at(String step, double part) {
    return Double.isNaN(part) ? step : step + " " + Math.round(part * 100) + " %";
  }

  private Outcome outcome(
      RuleFiles.Found found, Work work, io.sluice.quality.engine.Progress listener) {
    long start = System.nanoTime();
    String name = found.label();
    List<Fault> faulty = List.of();
    Task task;
    try {
      RuleDocument document = RuleArguments.load(found.file());
      RuleSet ruleSet;
      try {
        ruleSet = document.parse();
      } catch (RuleSyntaxException broken) {
        faulty = broken.faults();
        throw tell(document, faulty);
      }
      name = ruleSet.name() == null ? name : ruleSet.name();
      requireNew(name, found.file());
      Source source = data.source(ruleSet.source(), found.file(), terminal);
      task = new Task(name, document, ruleSet, source);
    } catch (CommandFailure failure) {
      return unjudged(name, found, failure, faulty, start);
    }
    // Ends the command: as an outcome it would be reported, over the data.
    if (task.source() instanceof FileSource files) {
      reports.requireApart(files.paths());
    }
    try {
      return done(task, work, listener, start);
    } catch (CommandFailure failure) {
      return unjudged(name, found, failure, faulty, start);
    }
  }

  private static Outcome unjudged(
      String name, RuleFiles.Found found, CommandFailure failure, List<Fault> faulty, long start) {
    return new Outcome.Unjudged(
        name,
        found.file(),
        failure.exitCode(),
        String.valueOf(failure.getMessage()),
        failure.hint(),
        faulty,
        since(start));
  }

  private Outcome done(
      Task task, Work work, io.sluice.quality.engine.Progress listener, long start) {
    try (Checker checker = new Checker(engine.settings(temp, roots(task.source())))) {
      CompiledRules compiled = checker.compile(task.ruleSet().rules(), null, parameters);
      // Such a rule is ERRORED in the report, as the server has it; here its place can be shown
      // too.
      faults.append(task.document().describe(compiled.faults(), terminal.errStyle()));
      CheckOptions options =
          new CheckOptions(reports.results(), MetricHistory.none(), data.batch());
      return work.of(task, checker, compiled, options.withProgress(listener), start);
    } catch (EvaluationException failure) {
      throw failed(failure);
    }
  }

  private static List<Path> roots(Source source) {
    return source instanceof FileSource files
        ? files.paths().stream()
            .map(path -> Objects.requireNonNullElse(path.getParent(), path))
            .distinct()
            .toList()
        : List.of();
  }

  private CommandFailure tell(RuleDocument document, List<Fault> faulty) {
    faults.append(document.describe(faulty, terminal.errStyle()));
    int count = faulty.size();
    return new CommandFailure(
        ExitCode.ERROR,
        document.file() + " has " + count + (count == 1 ? " fault" : " faults"),
        null);
  }

  /** Two sections of one name could not be told apart, and only one of them could be a gate. */
  private void requireNew(String name, Path file) {
    Path other = taken.putIfAbsent(name, file);
    if (other != null) {
      throw new CommandFailure(
          ExitCode.ERROR,
          "two rule files are named '" + name + "': " + other + " and " + file,
          "give one of them another name with ruleset:");
    }
  }

  private static CommandFailure failed(EvaluationException failure) {
    boolean late = failure.kind() == EvaluationException.Kind.TIMEOUT;
    return new CommandFailure(
        late ? ExitCode.TIMEOUT : ExitCode.ERROR,
        String.valueOf(failure.getMessage()),
        late ? "--timeout allows more time" : null);
  }

  private static String words(Source source) {
    if (source instanceof FileSource files) {
      int more = files.paths().size() - 1;
      return files.paths().get(0) + (more > 0 ? " and " + more + " more" : "");
    }
    return source instanceof TableSource table
        ? table.words() + " of " + table.connection().address()
        : "inline rows";
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
