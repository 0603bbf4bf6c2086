package io.sluice.quality.server.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;

/** A folder of its own for the files that tests let the server judge. */
public class DataRoot implements QuarkusTestResourceLifecycleManager {

  private static final String PROPERTY = "sluice.data.roots";

  @Override
  public Map<String, String> start() {
    try {
      Path root = Files.createTempDirectory("sluice-quality-test");
      Files.createDirectories(root.resolve("home/data"));
      return Map.of(
          PROPERTY,
          root.toString(),
          "sluice.home",
          root.resolve("home").toString(),
          "sluice.quality.connections.allow",
          "localhost,*.example.invalid",
          "sluice.gates.outbox-longest-pause",
          "PT1S",
          "sluice.gates.poll",
          "PT0.2S",
          "sluice.gates.outbox-poll",
          "PT0.2S");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    // The system's temporary folder is emptied by the system.
  }

  /** Writes a file below the root. */
  public static void write(String path, String text) {
    Path file = Path.of(ConfigProvider.getConfig().getValue(PROPERTY, String.class), path);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
