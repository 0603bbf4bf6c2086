package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.client.Evaluation;
import io.sluice.quality.sdk.terminal.Terminal;

/** Prints an evaluation as asked and says with which code to exit. */
final class GateOutput {

  private GateOutput() {}

  static int print(
      Terminal terminal, Evaluation evaluation, GateCommand.OutputFormat format, int warnExit) {
    switch (format) {
      case json -> terminal.out().println(evaluation.json());
      case text ->
          new EvaluationText(terminal.outStyle()).of(evaluation).forEach(terminal.out()::println);
    }
    return ExitCode.of(evaluation, warnExit);
  }
}
