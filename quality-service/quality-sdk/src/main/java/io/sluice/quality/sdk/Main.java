package io.sluice.quality.sdk;

import io.sluice.quality.sdk.command.SluiceCommand;
import io.sluice.quality.sdk.terminal.Terminal;

/** The process behind {@code sluice check}, {@code sluice gate} and {@code sluice rules}. */
public final class Main {

  private Main() {}

  /** Runs one command and exits with its code. */
  public static void main(String[] args) {
    // A library that logs finds no logger here; that is meant, and nothing that users need to read.
    System.setProperty("slf4j.internal.verbosity", "ERROR");
    Terminal terminal = Terminal.ofProcess();
    int code = run(terminal, args);
    terminal.out().flush();
    terminal.err().flush();
    System.exit(code);
  }

  /** Runs one command on the given terminal. */
  public static int run(Terminal terminal, String... args) {
    return SluiceCommand.run(terminal, args);
  }
}
