package io.sluice.quality.sdk.check;

import io.sluice.quality.check.CheckReport;
import io.sluice.quality.check.Explanation;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.verdict.GateVerdict;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of one rule file. */
public sealed interface Outcome {

  /** The rule set's name, or else the file's. */
  String name();

  /** The rule file. */
  Path file();

  /** How long it took, in milliseconds. */
  long elapsedMs();

  /**
   * The rules were judged.
   *
   * @param name the rule set's name, or else the file's
   * @param file the rule file
   * @param data what was judged, in words
   * @param ruleSet the rules as written
   * @param report what was found
   * @param verdict what the rule set's policy makes of it
   * @param plan how it was measured, if a report wants to show that
   * @param elapsedMs wall-clock milliseconds, reading included
   */
  record Judged(
      String name,
      Path file,
      String data,
      RuleSet ruleSet,
      CheckReport report,
      GateVerdict verdict,
      @Nullable Explanation plan,
      long elapsedMs)
      implements Outcome {}

  /**
   * The rules were not judged, as only the plan was wanted.
   *
   * @param name the rule set's name, or else the file's
   * @param file the rule file
   * @param data what would be judged, in words
   * @param ruleSet the rules as written
   * @param plan what would be done
   * @param elapsedMs wall-clock milliseconds
   */
  record Explained(
      String name, Path file, String data, RuleSet ruleSet, Explanation plan, long elapsedMs)
      implements Outcome {}

  /**
   * There is no answer.
   *
   * @param name the rule set's name, or else the file's
   * @param file the rule file
   * @param exitCode the exit code it calls for
   * @param message why, in words
   * @param hint what would help, if that can be said
   * @param faults what is wrong in the rule file, if that is why
   * @param elapsedMs wall-clock milliseconds until it was clear
   */
  record Unjudged(
      String name,
      Path file,
      int exitCode,
      String message,
      @Nullable String hint,
      List<Fault> faults,
      long elapsedMs)
      implements Outcome {

    /** Copies the faults. */
    public Unjudged {
      faults = List.copyOf(faults);
    }
  }
}
