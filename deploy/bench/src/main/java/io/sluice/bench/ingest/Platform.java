package io.sluice.bench.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** A platform that {@code sluice up} runs, found in its home or started there. */
public final class Platform implements AutoCloseable {

  private final Path sluice;
  private final Path home;
  private final boolean started;
  private final JsonNode file;

  private Platform(Path sluice, Path home, boolean started) throws IOException {
    this.sluice = sluice;
    this.home = home;
    this.started = started;
    this.file = new ObjectMapper().readTree(home.resolve("run/platform.json").toFile());
  }

  /**
   * The platform of a home; started if it does not run, and then stopped again in the end.
   *
   * @param sluice the launcher
   * @param port the first of its four ports, if it has to be started
   */
  public static Platform at(Path sluice, Path home, int port)
      throws IOException, InterruptedException {
    boolean running = Files.exists(home.resolve("run/platform.json"));
    if (!running) {
      run(sluice, home, Map.of("SLUICE_PORT", Integer.toString(port)), "up");
    }
    return new Platform(sluice, home, !running);
  }

  private static void run(Path sluice, Path home, Map<String, String> more, String command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(sluice.toString(), command);
    builder.environment().put("SLUICE_HOME", home.toString());
    builder.environment().putAll(more);
    int code = builder.inheritIO().start().waitFor();
    if (code != 0) {
      throw new IllegalStateException("sluice " + command + " ended with " + code);
    }
  }

  /** Where events go: straight to lineage-server. */
  public URI events() {
    return URI.create(
        "http://"
            + file.path("host").asText("127.0.0.1")
            + ":"
            + lineagePort()
            + "/api/v1/lineage");
  }

  private int lineagePort() {
    for (var port : file.path("ports").properties()) {
      if (port.getKey().startsWith("lineage")) {
        return port.getValue().asInt();
      }
    }
    throw new IllegalStateException("platform.json names no port of lineage-server");
  }

  /** The local administrator's token. */
  public String token() throws IOException {
    return Files.readString(home.resolve("secrets/admin.token")).strip();
  }

  /** A connection with the role of lineage-server, in its schema. */
  public Connection database() throws IOException, SQLException {
    String url = file.path("database").path("url").asText();
    String separator = url.contains("?") ? "&" : "?";
    return DriverManager.getConnection(
        url.contains("currentSchema") ? url : url + separator + "currentSchema=lineage",
        "lineage",
        Files.readString(home.resolve("secrets/lineage.db")).strip());
  }

  /** The process of lineage-server. */
  public long serverPid() throws IOException {
    return firstNumber(home.resolve("run/lineage.pid"));
  }

  /** PostgreSQL's first process. */
  public long databasePid() throws IOException {
    return firstNumber(home.resolve("pg/postmaster.pid"));
  }

  private static long firstNumber(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    return Long.parseLong(lines.get(0).strip());
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (started) {
      run(sluice, home, Map.of(), "down");
    }
  }
}
