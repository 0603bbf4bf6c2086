package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.check.RuleDocument;
import io.sluice.quality.sdk.check.RuleFiles;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads the rule files that a command line names. */
final class RuleArguments {

  private RuleArguments() {}

  /**
   * The rule files.
   *
   * @throws CommandFailure if an argument names none
   */
  static List<RuleFiles.Found> find(List<Path> paths) {
    paths.forEach(path -> Arguments.refuseStandardInput("a rule file", path.toString()));
    try {
      return RuleFiles.find(paths);
    } catch (RuleFiles.NotUsable unusable) {
      throw new CommandFailure(ExitCode.ERROR, String.valueOf(unusable.getMessage()), null);
    }
  }

  /**
   * One of them with its text.
   *
   * @throws CommandFailure if it cannot be read
   */
  static RuleDocument load(Path file) {
    try {
      return RuleDocument.load(file);
    } catch (NoSuchFileException missing) {
      throw new CommandFailure(ExitCode.ERROR, "no such rule file: " + file, null);
    } catch (IOException unreadable) {
      throw new CommandFailure(
          ExitCode.ERROR, "cannot read " + file + ": " + unreadable.getMessage(), null);
    }
  }
}
