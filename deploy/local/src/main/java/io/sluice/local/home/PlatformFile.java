package io.sluice.local.home;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.sluice.local.failure.LauncherFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code run/platform.json}: what runs here and where, for every program that wants to reach it.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record PlatformFile(
    String version,
    String url,
    String host,
    Map<String, Integer> ports,
    String startedAt,
    Database database,
    List<String> dataRoots) {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** Where the databases are; never with a password. */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Database(boolean external, String url, String warehouseUrl, String warehouseUser) {}

  /** The file of one installation. */
  public static Path in(SluiceHome home) {
    return home.run().resolve("platform.json");
  }

  /** What runs here, if anything was started and not stopped. */
  public static Optional<PlatformFile> read(SluiceHome home) {
    Path file = in(home);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(Files.readString(file), PlatformFile.class));
    } catch (JsonProcessingException e) {
      throw LauncherFailure.of(
          file + " is damaged: " + e.getOriginalMessage(), "Delete it and run ./sluice up again.");
    } catch (IOException e) {
      throw LauncherFailure.io("read " + file, e);
    }
  }

  /** Writes the file whole. */
  public void write(SluiceHome home) {
    try {
      PrivateFile.write(in(home), JSON.writeValueAsString(this) + "\n");
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("plain JSON could not be written", e);
    }
  }

  /** Forgets what ran. */
  public static void delete(SluiceHome home) {
    try {
      Files.deleteIfExists(in(home));
    } catch (IOException e) {
      throw LauncherFailure.io("delete " + in(home), e);
    }
  }
}
