package io.sluice.e2e;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Runs the scenarios of {@code deploy/e2e/browser}, from a copy under {@code target/}, in a real
 * Chromium.
 */
final class Browser {

  static final Path SCREENSHOTS = Tree.target("screenshots");

  private static final Path CHROMIUM =
      Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium"));

  private final Path directory = Tree.target("browser");

  /** Gets the scenarios ready; says how to install what is missing. */
  Browser() {
    if (!Files.isExecutable(CHROMIUM)) {
      throw new AssertionError(
          "There is no browser at " + CHROMIUM + ". Install it: apt-get install -y chromium");
    }
    copyScenarios();
    if (!Files.exists(directory.resolve("node_modules/playwright-core/package.json"))) {
      Command.run(
              List.of("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"),
              directory,
              Map.of(),
              Duration.ofMinutes(2))
          .succeeded();
    }
  }

  /** Plays one scenario to its end; fails with all that it found wrong. */
  void play(String scenario, Platform platform, String password, Map<String, ?> expected) {
    Command.run(
            List.of("node", scenario + ".mjs"),
            directory,
            Map.of(
                "BASE_URL", platform.url(),
                "PASSWORD", password,
                "SCREENSHOTS", SCREENSHOTS.toString(),
                "TMP_DIR", directory.toString(),
                "CHROMIUM", CHROMIUM.toString(),
                "EXPECT", json(expected)),
            Duration.ofMinutes(2))
        .succeeded();
  }

  private void copyScenarios() {
    try (Stream<Path> files = Files.list(Tree.module().resolve("browser"))) {
      Files.createDirectories(directory);
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(
            file, directory.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static String json(Map<String, ?> expected) {
    try {
      return new ObjectMapper().writeValueAsString(expected);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
