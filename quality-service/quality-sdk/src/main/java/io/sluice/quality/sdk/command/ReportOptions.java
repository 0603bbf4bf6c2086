package io.sluice.quality.sdk.command;

import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.check.ResultOptions;
import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.report.HtmlReport;
import io.sluice.quality.sdk.report.JUnitReport;
import io.sluice.quality.sdk.report.JsonReport;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say what is reported, and where to. */
final class ReportOptions {

  private static final String STANDARD_OUTPUT = "-";

  enum OutputFormat {
    table,
    json
  }

  @Option(
      names = "--format",
      paramLabel = "table|json",
      description = "What to print (default: table).")
  private OutputFormat format = OutputFormat.table;

  @Option(
      names = "--json",
      paramLabel = "FILE",
      description = "Write the report as JSON; - is standard output, instead of the table.")
  private @Nullable String json;

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "Write JUnit XML for a CI system: a suite per rule set, a case per rule.")
  private @Nullable String junit;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Write one self-contained page to read or to mail.")
  private @Nullable String html;

  @Option(
      names = "--result-format",
      paramLabel = "FORMAT",
      description = "BOOLEAN_ONLY, BASIC, SUMMARY or COMPLETE (default: SUMMARY).")
  private ResultFormat resultFormat = ResultFormat.SUMMARY;

  @Option(
      names = "--unexpected-index-column",
      paramLabel = "NAME",
      description = "Name failing rows by this column, too; may be given several times.")
  private List<String> indexColumns = new ArrayList<>();

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress, and only the decision instead of the table.")
  private boolean quiet;

  boolean quiet() {
    return quiet;
  }

  /**
   * How much of each result is wanted.
   *
   * @throws CommandFailure if too many columns are named
   */
  ResultOptions results() {
    if (indexColumns.isEmpty()) {
      return ResultOptions.of(resultFormat);
    }
    try {
      return ResultOptions.read(
          Map.of(
              "result_format", resultFormat.name(), "unexpected_index_column_names", indexColumns));
    } catch (ResultOptions.InvalidException unfit) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(unfit.getMessage()), null);
    }
  }

  /** Whether people read standard output. */
  boolean printsTable() {
    return format == OutputFormat.table && toStandardOutput().findAny().isEmpty();
  }

  /** Whether a report shows how things were measured. */
  boolean showsPlans() {
    return html != null;
  }

  /**
   * Refuses what cannot be written before time goes into judging.
   *
   * @param explain whether only the plan is wanted
   */
  void validate(boolean explain) {
    if (explain && (junit != null || html != null)) {
      throw new CommandFailure(
          ExitCode.USAGE, "--explain judges nothing that --junit or --html could report", null);
    }
    long claims = toStandardOutput().count() + (format == OutputFormat.json ? 1 : 0);
    if (claims > 1) {
      throw new CommandFailure(
          ExitCode.USAGE,
          "only one report can go to standard output",
          "name a file for the others");
    }
    requireWritable("--json", json);
    requireWritable("--junit", junit);
    requireWritable("--html", html);
    new Outputs(files()).requireDistinct();
  }

  /**
   * Refuses to write a report over what it is about.
   *
   * @throws CommandFailure if one of the inputs is an output, by whatever name
   */
  void requireApart(List<Path> inputs) {
    new Outputs(files()).requireApart(inputs);
  }

  private Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    put(files, "--json", json);
    put(files, "--junit", junit);
    put(files, "--html", html);
    return files;
  }

  private static void put(Map<String, Path> files, String option, @Nullable String name) {
    if (name != null && !name.equals(STANDARD_OUTPUT)) {
      files.put(option, Path.of(name));
    }
  }

  private Stream<String> toStandardOutput() {
    return Stream.of(json, junit, html)
        .filter(STANDARD_OUTPUT::equals)
        .map(Objects::requireNonNull);
  }

  private static void requireWritable(String option, @Nullable String name) {
    if (name == null || name.equals(STANDARD_OUTPUT)) {
      return;
    }
    Path file = Path.of(name).toAbsolutePath();
    Path parent = file.getParent();
    String why = null;
    if (Files.isDirectory(file)) {
      why = "it is a directory";
    } else if (Files.exists(file)) {
      why = Files.isWritable(file) ? null : "it is write-protected";
    } else if (parent != null && !Files.isDirectory(parent)) {
      why = "there is no directory " + parent;
    } else if (parent != null && !Files.isWritable(parent)) {
      why = "its directory is write-protected";
    }
    if (why != null) {
      throw new CommandFailure(
          ExitCode.ERROR, option + ": cannot write " + name + ": " + why, null);
    }
  }

  /**
   * Writes every report that was asked for.
   *
   * @param many whether several rule files were asked for, even if only one was found
   */
  void write(List<Outcome> outcomes, boolean many, Terminal terminal, Clock clock) {
    Supplier<String> asJson = () -> JsonReport.write(outcomes, many, resultFormat);
    boolean anything = many || !(outcomes.get(0) instanceof Outcome.Unjudged);
    if (format == OutputFormat.json && anything) {
      terminal.out().println(asJson.get());
    }
    write("--json", json, asJson, terminal);
    write("--junit", junit, () -> JUnitReport.write(outcomes, clock.instant()), terminal);
    write("--html", html, () -> HtmlReport.write(outcomes, clock.instant()), terminal);
  }

  private static void write(
      String option, @Nullable String name, Supplier<String> text, Terminal terminal) {
    if (name == null) {
      return;
    }
    if (name.equals(STANDARD_OUTPUT)) {
      terminal.out().println(text.get());
      return;
    }
    try {
      Files.writeString(Path.of(name), text.get() + "\n");
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.ERROR, option + ": cannot write " + name + ": " + unwritable.getMessage(), null);
    }
  }
}
