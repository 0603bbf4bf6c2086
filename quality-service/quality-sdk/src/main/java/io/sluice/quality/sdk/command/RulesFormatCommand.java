package io.sluice.quality.sdk.command;

import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.check.RuleFiles;
import io.sluice.quality.sdk.rules.RuleFormatter;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.Terminal;
import io.sluice.quality.sdk.terminal.TextWidth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings rule files into their one form. */
@Command(
    name = "format",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Bring rule files (YAML) into one form: order of keys, quotes, indentation.",
      "Comments are kept. A file of which anything would be lost is left as it is and named, and"
          + " so",
      "is JSON."
    },
    footer = {
      "",
      "Examples:",
      "  sluice rules format rules/",
      "  sluice rules format --check rules/     (in CI: changes nothing, exit code 3 if anything"
          + " would)",
      "",
      "Exit codes: 0 all files are in form now, 3 a file is not or cannot be, 64 usage."
    })
final class RulesFormatCommand implements Callable<Integer> {

  @Parameters(
      arity = "1..*",
      paramLabel = "PATH",
      description = "Rule files, or directories of them.")
  private List<Path> paths = new ArrayList<>();

  @Option(names = "--check", description = "Change nothing; name the files that would change.")
  private boolean check;

  private final Terminal terminal;

  RulesFormatCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    boolean well = true;
    int unchanged = 0;
    for (RuleFiles.Found found : RuleArguments.find(paths)) {
      String name = TextWidth.printable(found.file().toString());
      RuleDocument document = RuleArguments.load(found.file());
      if (RuleFormatter.isJson(document.text())) {
        terminal.err().println(name + ": left alone, it is JSON");
        continue;
      }
      try {
        String formatted = RuleFormatter.format(document.text());
        if (formatted.equals(document.text())) {
          unchanged++;
        } else if (check) {
          terminal.out().println("not in form: " + name);
          well = false;
        } else {
          replace(found.file(), formatted);
          terminal.out().println("formatted " + name);
        }
      } catch (RuleSyntaxException faults) {
        terminal.err().print(document.describe(faults.faults(), terminal.errStyle()));
        well = false;
      } catch (RuleFormatter.Refused refused) {
        Style style = terminal.errStyle();
        String why =
            ": left as it is: " + TextWidth.printable(String.valueOf(refused.getMessage()));
        terminal.err().println(style.bad("sluice: ") + name + why);
        well = false;
      }
    }
    if (unchanged > 0) {
      terminal
          .out()
          .println(unchanged + (unchanged == 1 ? " file" : " files") + " in form already");
    }
    return well ? ExitCode.OK : ExitCode.ERROR;
  }

  /** All or nothing: an author's file must not be lost half-way. */
  private static void replace(Path named, String text) {
    Path draft = null;
    try {
      Path file = named.toRealPath();
      draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".sluice", ".yaml");
      Files.writeString(draft, text);
      if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
        Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(file));
      }
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException unwritable) {
      if (draft != null) {
        TempFiles.delete(draft);
      }
      throw new CommandFailure(
          ExitCode.ERROR, "cannot write " + named + ": " + unwritable.getMessage(), null);
    }
  }
}
