package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.check.CheckOptions;
import io.sluice.quality.check.Checker;
import io.sluice.quality.compile.ParameterSettings;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.sdk.check.DataFiles;
import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.check.RuleFiles;
import io.sluice.quality.sdk.check.RuleWording;
import io.sluice.quality.sdk.rules.Lint;
import io.sluice.quality.sdk.rules.SchemaFile;
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
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what is wrong or doubtful in rule files. */
@Command(
    name = "lint",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Say what is wrong or doubtful in rule files, each with file:line:column and a hint.",
      "With --data or --schema, columns and types are checked, too."
    },
    footer = {
      "",
      "Examples:",
      "  sluice rules lint rules/",
      "  sluice rules lint --data landing/today.csv sales.yaml",
      "  sluice rules lint --schema columns.yaml --json suite.json",
      "",
      "Exit codes: 0 no error, 3 errors (with --strict also warnings), 64 usage."
    })
final class RulesLintCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rule files or suites, or directories of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(
      names = "--data",
      paramLabel = "FILE",
      description = "Take the columns and types from this file or glob.")
  private @Nullable String data;

  @Option(
      names = "--schema",
      paramLabel = "FILE",
      description = "Take them from this file: {id: integer, name: string} as YAML or JSON.")
  private @Nullable Path schema;

  @Option(
      names = "--param",
      paramLabel = "NAME=VALUE",
      description = "A value for a suite's parameter ({$$PARAMETER: NAME}).")
  private Map<String, String> parameters = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print the findings as JSON.")
  private boolean json;

  @Option(names = "--strict", description = "Warnings count as errors.")
  private boolean strict;

  private final Terminal terminal;

  RulesLintCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    if (data != null && schema != null) {
      throw new CommandFailure(ExitCode.USAGE, "--data and --schema exclude each other", null);
    }
    List<RuleFiles.Found> files = RuleArguments.find(paths);
    Schema columns = columns();
    Map<RuleDocument, Lint> findings = new LinkedHashMap<>();
    for (RuleFiles.Found found : files) {
      RuleDocument document = RuleArguments.load(found.file());
      findings.put(
          document,
          Lint.of(
              document,
              columns,
              ParameterSettings.of(ParameterText.values(parameters), Clock.systemUTC())));
    }
    if (json) {
      terminal.out().println(tree(findings.values()));
    } else {
      findings.forEach(this::print);
      summary(findings.values());
    }
    boolean bad =
        findings.values().stream()
            .anyMatch(lint -> !lint.errors().isEmpty() || (strict && !lint.warnings().isEmpty()));
    return bad ? ExitCode.ERROR : ExitCode.OK;
  }

  private @Nullable Schema columns() throws IOException {
    if (schema != null) {
      try {
        return SchemaFile.read(schema);
      } catch (IOException unfit) {
        throw new CommandFailure(
            ExitCode.ERROR, "cannot read columns from " + schema + ": " + unfit.getMessage(), null);
      }
    }
    return data == null ? null : columnsOf(data);
  }

  private static Schema columnsOf(String data) throws IOException {
    Path temp = Files.createTempDirectory("sluice-lint");
    try {
      List<Path> files = DataFiles.resolve(List.of(data));
      List<Path> roots =
          files.stream()
              .map(path -> Objects.requireNonNullElse(path.getParent(), path))
              .distinct()
              .toList();
      try (Checker checker = new Checker(new EngineOptions().settings(temp, roots))) {
        FileSource source = new FileSource(files, Optional.empty());
        return checker
            .check(checker.compile(List.of(), null), source, CheckOptions.standard())
            .observedSchema();
      }
    } catch (DataFiles.NotUsable | EvaluationException unusable) {
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(unusable.getMessage()), null);
    } finally {
      TempFiles.delete(temp);
    }
  }

  private void print(RuleDocument document, Lint lint) {
    terminal.out().print(document.describe(lint.errors(), terminal.outStyle()));
    terminal.out().print(document.describe(warnings(lint), terminal.outStyle()));
    lint.fidelity()
        .forEach(
            (rule, fidelity) -> {
              // What cannot be judged is among the errors already.
              if (fidelity.level() != Fidelity.Level.UNSUPPORTED) {
                String note = fidelity.note() == null ? "" : ": " + fidelity.note();
                terminal
                    .out()
                    .println(TextWidth.printable(rule + ": " + fidelity.level().written() + note));
              }
            });
  }

  private static List<Fault> warnings(Lint lint) {
    return lint.warnings().stream()
        .map(
            fault ->
                new Fault(
                    fault.pointer(),
                    fault.line(),
                    fault.column(),
                    "warning: " + fault.message(),
                    fault.hint()))
        .toList();
  }

  private void summary(Iterable<Lint> lints) {
    int files = 0;
    int rules = 0;
    int errors = 0;
    int warnings = 0;
    for (Lint lint : lints) {
      files++;
      rules += lint.rules();
      errors += lint.errors().size();
      warnings += lint.warnings().size();
    }
    terminal
        .out()
        .println(
            RuleWording.plural(files, "file")
                + ", "
                + RuleWording.plural(rules, "rule")
                + ": "
                + (errors == 0 ? "no error" : RuleWording.plural(errors, "error"))
                + (warnings == 0 ? "" : ", " + RuleWording.plural(warnings, "warning")));
  }

  private static ObjectNode tree(Iterable<Lint> lints) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode files = root.putArray("files");
    for (Lint lint : lints) {
      ObjectNode file = files.addObject();
      file.put("file", lint.file().toString());
      file.put("rules", lint.rules());
      list(file.putArray("errors"), lint.errors());
      list(file.putArray("warnings"), lint.warnings());
      if (!lint.fidelity().isEmpty()) {
        ArrayNode levels = file.putArray("fidelity");
        lint.fidelity()
            .forEach(
                (rule, fidelity) ->
                    levels
                        .addObject()
                        .put("rule", rule)
                        .put("level", fidelity.level().written())
                        .put("note", fidelity.note()));
      }
    }
    return root;
  }

  private static void list(ArrayNode into, List<Fault> faults) {
    for (Fault fault : faults) {
      into.addObject()
          .put("line", fault.line())
          .put("column", fault.column())
          .put("pointer", fault.pointer())
          .put("message", fault.message())
          .put("hint", fault.hint());
    }
  }
}
