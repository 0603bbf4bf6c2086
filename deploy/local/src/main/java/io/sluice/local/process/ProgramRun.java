package io.sluice.local.process;

import io.sluice.local.failure.LauncherFailure;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A short program run to its end: its exit code and what it said. */
public record ProgramRun(int exitCode, String output) {

  /** Runs the program; its output goes through a file, as its children may keep the stream. */
  public static ProgramRun of(
      List<String> command, Map<String, String> added, Path directory, Duration limit) {
    Path output = null;
    try {
      output = Files.createTempFile("sluice-", ".out");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(directory.toFile())
              .redirectInput(new File("/dev/null"))
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(added);
      Process process = builder.start();
      if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw LauncherFailure.of(
            command.get(0) + " did not finish within " + limit.toSeconds() + " s.");
      }
      String said = new String(Files.readAllBytes(output), StandardCharsets.UTF_8).strip();
      return new ProgramRun(process.exitValue(), said);
    } catch (IOException e) {
      throw LauncherFailure.io("run " + command.get(0), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw LauncherFailure.of("Interrupted while " + command.get(0) + " was running.");
    } finally {
      forget(output);
    }
  }

  private static void forget(@org.jspecify.annotations.Nullable Path file) {
    if (file != null) {
      file.toFile().delete();
    }
  }
}
