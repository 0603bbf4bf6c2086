package io.sluice.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that ran, and what it said on both streams. */
record Command(List<String> line, int exit, String output) {

  /**
   * Runs a program to its end; its output goes through a file, so that its children cannot keep us
   * waiting.
   */
  static Command run(
      List<String> line, Path directory, Map<String, String> environment, Duration limit) {
    try {
      Path output = Files.createTempFile(Files.createDirectories(Tree.target("output")), "run", "");
      ProcessBuilder builder = new ProcessBuilder(line).directory(directory.toFile());
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true).redirectOutput(output.toFile());
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(
            line + " did not end within " + limit + ":\n" + Files.readString(output));
      }
      return new Command(line, process.exitValue(), Files.readString(output));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    }
  }

  /** Fails, with all that was said, unless the program succeeded. */
  Command succeeded() {
    if (exit != 0) {
      throw new AssertionError(line + " ended with " + exit + ":\n" + output);
    }
    return this;
  }

  String lastLine() {
    List<String> lines = output.lines().filter(text -> !text.isBlank()).toList();
    return lines.isEmpty() ? "" : lines.get(lines.size() - 1).strip();
  }
}
