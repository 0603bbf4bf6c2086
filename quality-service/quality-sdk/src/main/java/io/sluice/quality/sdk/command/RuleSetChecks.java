package io.sluice.quality.sdk.command;

import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
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
  private final ResultFormat format;
  private final Path temp;
  private final Map<String, Path> taken = new HashMap<>();
  private final StringBuilder faults = new StringBuilder();

  RuleSetChecks(
      Terminal terminal, DataOptions data, EngineOptions engine, ResultFormat format, Path temp) {
    this.terminal = terminal;
    this.data = data;
    this.engine = engine;
    this.format = format;
    this.temp = temp;
  }

  /** What became of each file, in their order. */
  List<Outcome> judge(List<RuleFiles.Found> files, Progress progress) {
    List<Outcome> outcomes = new ArrayList<>();
    for (RuleFiles.Found file : files) {
      String which =
          files.size() == 1 ? "" : " (" + (outcomes.size() + 1) + " of " + files.size() + ")";
      progress.now("checking " + file.label() + which);
      outcomes.add(judge(file));
    }
    return outcomes;
  }

  /** Every fault found in the rule files, each with the line it stands on. */
  String faults() {
    return faults.toString();
  }

  private Outcome judge(RuleFiles.Found found) {
    long start = System.nanoTime();
    String name = found.label();
    List<Fault> faulty = List.of();
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
      FileSource source = data.source(ruleSet.source(), found.file(), terminal);
      CheckReport report = check(document, ruleSet, source);
      return new Outcome.Judged(
          name,
          found.file(),
          words(source),
          ruleSet,
          report,
          GateJudge.decide(ruleSet.gate(), report.results()),
          since(start));
    } catch (CommandFailure failure) {
      return new Outcome.Unjudged(
          name,
          found.file(),
          failure.exitCode(),
          String.valueOf(failure.getMessage()),
          failure.hint(),
          faulty,
          since(start));
    }
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

  private CheckReport check(RuleDocument document, RuleSet ruleSet, FileSource source) {
    List<Path> roots =
        source.paths().stream()
            .map(path -> Objects.requireNonNullElse(path.getParent(), path))
            .distinct()
            .toList();
    try (Checker checker = new Checker(engine.settings(temp, roots))) {
      CheckOptions options = new CheckOptions(format, MetricHistory.none(), data.batch());
      CompiledRules compiled = checker.compile(ruleSet.rules(), null);
      // Such a rule is ERRORED in the report, as the server has it; here its place can be shown
      // too.
      faults.append(document.describe(compiled.faults(), terminal.errStyle()));
      return checker.check(compiled, source, options);
    } catch (EvaluationException failure) {
      throw failed(failure);
    }
  }

  private static CommandFailure failed(EvaluationException failure) {
    boolean late = failure.kind() == EvaluationException.Kind.TIMEOUT;
    @Nullable String hint = late ? "--timeout allows more time" : null;
    return new CommandFailure(
        late ? ExitCode.TIMEOUT : ExitCode.ERROR, String.valueOf(failure.getMessage()), hint);
  }

  private static String words(FileSource source) {
    int more = source.paths().size() - 1;
    return source.paths().get(0) + (more > 0 ? " and " + more + " more" : "");
  }

  private static long since(long start) {
    return (System.nanoTime() - start) / 1_000_000;
  }
}
