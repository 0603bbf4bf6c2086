package io.sluice.local.command;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.home.PlatformFile;
import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.settings.Settings;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Map;

/** What every command works with, so that a test can hand it a world of its own. */
public record Context(
    Map<String, String> environment, Path workingDirectory, Clock clock, PrintWriter out) {

  /** Keeps its own copy of the environment. */
  public Context {
    environment = Map.copyOf(environment);
  }

  Settings settings() {
    return Settings.read(environment, workingDirectory);
  }

  SluiceHome home() {
    return new SluiceHome(settings().home());
  }

  Secrets secrets() {
    return new Secrets(home().secrets(), new SecureRandom());
  }

  void say(String line) {
    out.println(line);
    out.flush();
  }

  /** What runs, for commands that are about a running platform. */
  PlatformFile running() {
    return PlatformFile.read(home())
        .orElseThrow(
            () ->
                LauncherFailure.of(
                    "Sluice does not run from " + home().directory() + ".",
                    "Start it: ./sluice up"));
  }
}
