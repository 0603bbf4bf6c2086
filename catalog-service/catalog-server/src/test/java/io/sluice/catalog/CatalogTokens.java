package io.sluice.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.access.BearerToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The bootstrap file as the launcher writes it, with tokens that the tests know. */
public class CatalogTokens implements QuarkusTestResourceLifecycleManager {

  static final String ADMIN = "slu_a_" + "A".repeat(43);
  static final String ROTATED_ADMIN = "slu_a_" + "B".repeat(43);
  static final String GATEWAY = "slu_s_" + "G".repeat(43);

  private static final String FILE = "sluice.test.bootstrap.file";

  @Override
  public Map<String, String> start() {
    try {
      Path file = Files.createTempFile("bootstrap", ".json");
      System.setProperty(FILE, file.toString());
      write(ADMIN);
      return Map.of("sluice.bootstrap.file", file.toString());
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /** Writes the file anew, as a rotation of the administrator's token does. */
  static void write(String adminToken) {
    try {
      Path file = Path.of(System.getProperty(FILE));
      Map<String, Object> accounts =
          Map.of(
              "adminTokenSha256",
              new BearerToken(adminToken).sha256(),
              "services",
              List.of(Map.of("name", "gateway", "tokenSha256", new BearerToken(GATEWAY).sha256())));
      Files.writeString(file, new ObjectMapper().writeValueAsString(accounts));
      // The file system's clock may be coarser than a test.
      long tick = Long.getLong(FILE + ".tick", 0) + 1;
      System.setProperty(FILE + ".tick", Long.toString(tick));
      Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(tick)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  @Override
  public void stop() {
    try {
      Files.deleteIfExists(Path.of(System.getProperty(FILE)));
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }
}
