package io.sluice.demo.platform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What the launcher left in SLUICE_HOME about the running platform.
 *
 * @param home the directory
 * @param url the gateway's address
 * @param adminToken the local admin's token
 * @param warehouseExternal whether the warehouse is on a PostgreSQL of the user's
 * @param warehouseUrl the warehouse's JDBC URL
 * @param warehouseUser the role that loads it
 * @param warehousePassword that role's password
 */
public record PlatformHome(
    Path home,
    URI url,
    String adminToken,
    boolean warehouseExternal,
    String warehouseUrl,
    String warehouseUser,
    String warehousePassword) {

  /**
   * Reads the files of a running platform.
   *
   * @throws IOException if one is missing or unreadable; the message says what to do
   */
  public static PlatformHome read(Path home) throws IOException {
    Path file = home.resolve("run/platform.json");
    if (!Files.exists(file)) {
      throw new IOException("no platform runs from " + home + "; start it with `sluice up`");
    }
    JsonNode platform = new ObjectMapper().readTree(file.toFile());
    JsonNode database = platform.path("database");
    return new PlatformHome(
        home,
        URI.create(text(platform, "url", file)),
        Files.readString(home.resolve("secrets/admin.token")).strip(),
        database.path("external").asBoolean(),
        text(database, "warehouseUrl", file),
        database.path("warehouseUser").asText("warehouse_loader"),
        Files.readString(home.resolve("secrets/warehouse.db")).strip());
  }

  /** The directory whose files rules may read. */
  public Path data() {
    return home.resolve("data");
  }

  /** The directory that the demonstration keeps for itself. */
  public Path demo() {
    return home.resolve("demo");
  }

  /** Leaves the secrets out. */
  @Override
  public String toString() {
    return "PlatformHome[" + home + ", " + url + "]";
  }

  private static String text(JsonNode node, String field, Path file) throws IOException {
    String value = node.path(field).asText("");
    if (value.isBlank()) {
      throw new IOException(file + " does not say " + field + "; restart with `sluice up`");
    }
    return value;
  }
}
