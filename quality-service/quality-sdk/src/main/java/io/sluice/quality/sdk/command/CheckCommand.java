package io.sluice.quality.sdk.command;

import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Checker;
import io.sluice.quality.check.CheckerSettings;
import io.sluice.quality.check.MetricHistory;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceResolver;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.sdk.check.DataFiles;
import io.sluice.quality.sdk.check.ReportTable;
import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.terminal.Progress;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.verdict.GateJudge;
import io.sluice.quality.verdict.GateVerdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Judges files by a rule file, here and without a server. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Judge files by a rule file, here and without a server.",
    footer = {
      "",
      "Examples:",
      "  sluice check --rules flights.yaml flights.parquet",
      "  sluice check --rules sales.yaml 'landing/*.csv' --format json > report.json",
      "  sluice check --rules sales.yaml --batch 2026-03-01   (the file that the rules' source names)",
      "",
      "Exit codes: 0 PASS or WARN, 2 HALT, 3 error, 4 timeout, 64 usage.",
      "Rows are counted from 1 in the table and from 0 in JSON; a CSV's heading is not counted."
    })
final class CheckCommand implements Callable<Integer> {

  enum OutputFormat {
    table,
    json
  }

  @Option(
      names = {"-r", "--rules"},
      required = true,
      paramLabel = "FILE",
      description = "The rules: YAML, or a Great Expectations suite as JSON.")
  private @Nullable Path rules;

  @Parameters(
      arity = "0..*",
      paramLabel = "DATA",
      description = {
        "CSV, Parquet, JSON or NDJSON files, or globs; several are read as one table.",
        "Without any, the rule file's own source is read."
      })
  private List<String> data = new ArrayList<>();

  @Option(
      names = "--batch",
      paramLabel = "ID",
      description = "The batch, put where the source says $${batch}.")
  private @Nullable String batch;

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "What to print (default: table).")
  private OutputFormat format = OutputFormat.table;

  @Option(
      names = "--result-format",
      paramLabel = "FORMAT",
      description = "BOOLEAN_ONLY, BASIC, SUMMARY or COMPLETE (default: SUMMARY).")
  private ResultFormat resultFormat = ResultFormat.SUMMARY;

  @Option(
      names = "--data-format",
      paramLabel = "FORMAT",
      description = "csv, parquet, json or ndjson, where the file's name does not tell.")
  private @Nullable String dataFormat;

  @Option(
      names = "--memory",
      paramLabel = "SIZE",
      converter = MegabytesText.class,
      description = "The most memory the engine takes (default: 1GB); it spills to disk beyond.")
  private int memory = 1024;

  @Option(names = "--threads", paramLabel = "N", description = "Threads (default: all processors).")
  private int threads = Math.min(256, Runtime.getRuntime().availableProcessors());

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = DurationText.class,
      description = "Give up after this time (default: 1h).")
  private Duration timeout = Duration.ofHours(1);

  @Option(
      names = "--warn-exit",
      paramLabel = "N",
      description = "The exit code for WARN (default: 0).")
  private int warnExit;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, and only the decision instead of the table.")
  private boolean quiet;

  private final Terminal terminal;

  CheckCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws Exception {
    Arguments.requireExitCode(warnExit);
    if (threads < 1 || threads > 256) {
      throw new CommandFailure(ExitCode.USAGE, "--threads takes 1 to 256", null);
    }
    if (timeout.isZero()) {
      throw new CommandFailure(ExitCode.USAGE, "--timeout must be longer than nothing", null);
    }
    long start = System.nanoTime();
    RuleDocument document = document(Objects.requireNonNull(rules));
    RuleSet ruleSet = parse(document);
    FileSource source = source(ruleSet, document.file());
    CheckReport report = check(document, ruleSet, source);
    GateVerdict verdict = GateJudge.decide(ruleSet.gate(), report.results());
    print(ruleSet, source, report, verdict, (System.nanoTime() - start) / 1_000_000);
    return ExitCode.of(verdict.decision(), warnExit);
  }

  private CheckReport check(RuleDocument document, RuleSet ruleSet, FileSource source)
      throws Exception {
    List<Path> roots =
        source.paths().stream()
            .map(path -> Objects.requireNonNullElse(path.getParent(), path))
            .distinct()
            .toList();
    Path temp = Files.createTempDirectory("sluice-check");
    CheckerSettings settings = new CheckerSettings(memory, threads, temp, roots, timeout);
    String what =
        "checking " + source.paths().size() + (source.paths().size() == 1 ? " file" : " files");
    try (AutoCloseable progress = Progress.start(terminal, !quiet, what);
        Checker checker = new Checker(settings)) {
      CheckOptions options = new CheckOptions(resultFormat, MetricHistory.none(), batch);
      CompiledRules compiled = checker.compile(ruleSet.rules(), null);
      // Such a rule is ERRORED in the report, as the server has it; here its place can be shown
      // too.
      terminal.err().print(document.describe(compiled.faults(), terminal.errStyle()));
      return checker.check(compiled, source, options);
    } catch (EvaluationException failure) {
      int code =
          failure.kind() == EvaluationException.Kind.TIMEOUT ? ExitCode.TIMEOUT : ExitCode.ERROR;
      String hint = code == ExitCode.TIMEOUT ? "--timeout allows more time" : null;
      throw new CommandFailure(code, String.valueOf(failure.getMessage()), hint);
    } finally {
      TempFiles.delete(temp);
    }
  }

  private RuleDocument document(Path file) {
    Arguments.refuseStandardInput("--rules", file.toString());
    try {
      return RuleDocument.load(file);
    } catch (java.nio.file.NoSuchFileException missing) {
      throw new CommandFailure(ExitCode.ERROR, "no such rule file: " + file, null);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.ERROR, "cannot read " + file + ": " + unreadable.getMessage(), null);
    }
  }

  private RuleSet parse(RuleDocument document) {
    try {
      return document.parse();
    } catch (RuleSyntaxException faults) {
      terminal.err().print(document.describe(faults.faults(), terminal.errStyle()));
      int count = faults.faults().size();
      throw new CommandFailure(
          ExitCode.ERROR,
          document.file() + " has " + count + (count == 1 ? " fault" : " faults"),
          null);
    }
  }

  private FileSource source(RuleSet ruleSet, Path ruleFile) {
    Optional<FileFormat> asked = askedFormat();
    SourceSpec own = ruleSet.source();
    if (!data.isEmpty()) {
      data.forEach(argument -> Arguments.refuseStandardInput("DATA", argument));
      Map<String, String> options = own == null ? Map.of() : own.options();
      Optional<FileFormat> format =
          asked.isPresent() || own == null || own.format() == null
              ? asked
              : FileFormat.named(own.format());
      try {
        return new FileSource(DataFiles.resolve(data), format, options);
      } catch (DataFiles.NotUsable unusable) {
        throw new CommandFailure(ExitCode.ERROR, String.valueOf(unusable.getMessage()), null);
      }
    }
    if (own == null) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "no data: name a file, or give the rule set a source",
          "sluice check --rules " + ruleFile + " data.csv");
    }
    try {
      return new SourceResolver(roots(ruleFile)).resolve(own, batch);
    } catch (SourceRefusedException refused) {
      String hint =
          refused.code() == SourceRefusedException.Code.BATCH_MISSING
              ? "--batch says which, for example --batch 2026-03-01"
              : null;
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(refused.getMessage()), hint);
    }
  }

  /** Where the rule set's own paths are looked for: here, beside the rule file, in the platform. */
  private List<Path> roots(Path ruleFile) {
    List<Path> roots = new ArrayList<>();
    roots.add(Path.of("").toAbsolutePath());
    Path beside = ruleFile.toAbsolutePath().getParent();
    if (beside != null && !roots.contains(beside)) {
      roots.add(beside);
    }
    Path data = Path.of(terminal.env("SLUICE_HOME", ".sluice")).resolve("data").toAbsolutePath();
    if (Files.isDirectory(data)) {
      roots.add(data);
    }
    return roots;
  }

  private Optional<FileFormat> askedFormat() {
    if (dataFormat == null) {
      return Optional.empty();
    }
    Optional<FileFormat> known = FileFormat.named(dataFormat);
    if (known.isEmpty()) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "--data-format: '" + dataFormat + "' is unknown",
          "use csv, parquet, json or ndjson");
    }
    return known;
  }

  private void print(
      RuleSet ruleSet, FileSource source, CheckReport report, GateVerdict verdict, long elapsedMs) {
    if (format == OutputFormat.json) {
      terminal.out().println(ReportJson.write(report, verdict, resultFormat));
      return;
    }
    ReportTable table = new ReportTable(terminal.outStyle(), Arguments.width(terminal));
    if (!quiet) {
      String first = source.paths().get(0).toString();
      int more = source.paths().size() - 1;
      String name = ruleSet.name() == null ? "" : ruleSet.name() + " · ";
      terminal.out().println(name + first + (more > 0 ? " and " + more + " more" : ""));
      terminal.out().println();
      table.lines(report, ruleSet.rules()).forEach(terminal.out()::println);
      terminal.out().println();
    }
    table.summary(report, verdict, elapsedMs).forEach(terminal.out()::println);
  }
}
