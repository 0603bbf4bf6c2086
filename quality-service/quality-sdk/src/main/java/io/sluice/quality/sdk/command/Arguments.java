package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.terminal.Terminal;

/** Checks that several commands make on what they were given. */
final class Arguments {

  private static final int DEFAULT_WIDTH = 120;

  private Arguments() {}

  static void refuseStandardInput(String what, String argument) {
    if (argument.equals("-")) {
      throw new CommandFailure(
          ExitCode.USAGE,
          what + " cannot be read from standard input",
          "a rule may need more than one pass; save it first: … > data.csv && sluice check … data.csv");
    }
  }

  static void requireExitCode(int code) {
    if (code < 0 || code > 255) {
      throw new CommandFailure(ExitCode.USAGE, "--warn-exit takes 0 to 255", null);
    }
  }

  static int width(Terminal terminal) {
    try {
      return Math.min(300, Integer.parseInt(terminal.env("COLUMNS", "" + DEFAULT_WIDTH).strip()));
    } catch (NumberFormatException notNumber) {
      return DEFAULT_WIDTH;
    }
  }
}
