package io.sluice.local.process;

import io.sluice.local.failure.LauncherFailure;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Starts a program that outlives us: in a session of its own, with none of our standard streams, so
 * that {@code ./sluice up | cat} ends when we end and Ctrl-C reaches us alone.
 */
public final class DetachedProcess {

  private static final File NOTHING = new File("/dev/null");

  private DetachedProcess() {}

  /** Starts the program; the environment is exactly the one given. */
  public static ProcessIdentity start(
      List<String> command, Map<String, String> environment, Path directory, Path output) {
    List<String> detached = new ArrayList<>();
    detached.add("setsid");
    detached.addAll(command);
    ProcessBuilder builder =
        new ProcessBuilder(detached)
            .directory(directory.toFile())
            .redirectInput(NOTHING)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    try {
      // setsid replaces itself by the program, so this is the program's own id.
      long pid = builder.start().pid();
      Optional<ProcessIdentity> identity = ProcessIdentity.of(pid);
      return identity.orElseGet(() -> new ProcessIdentity(pid, -1, ProcessTable.bootId()));
    } catch (IOException e) {
      throw LauncherFailure.of(
          "Cannot start " + command.get(0) + ": " + e.getMessage(),
          "setsid (util-linux) and a Java runtime must be installed.");
    }
  }
}
