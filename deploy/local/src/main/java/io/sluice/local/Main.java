package io.sluice.local;

import io.sluice.local.command.Context;
import io.sluice.local.command.SluiceCommand;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;

/** Where {@code ./sluice} enters the launcher. */
public final class Main {

  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    Context context =
        new Context(System.getenv(), Path.of("").toAbsolutePath(), Clock.systemUTC(), out);
    int code = SluiceCommand.run(context, err, arguments);
    out.flush();
    err.flush();
    System.exit(code);
  }
}
