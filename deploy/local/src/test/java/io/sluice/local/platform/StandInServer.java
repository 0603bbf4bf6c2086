package io.sluice.local.platform;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A process in the place of a server: it listens where it is told, is ready, and writes its
 * environment to a file. With {@code SLUICE_TEST_DIE} naming it, it ends with last words instead.
 */
public final class StandInServer {

  private StandInServer() {}

  /** Runs until it is stopped. */
  public static void main(String[] arguments) throws IOException {
    String part = System.getProperty("sluice.part");
    if (part.equals(System.getenv("SLUICE_TEST_DIE"))) {
      System.err.println("I cannot go on: no oil");
      Files.writeString(
          Path.of(System.getenv("SLUICE_HOME"), "logs", part + ".log"),
          "{\"timestamp\":\"T\",\"level\":\"ERROR\",\"loggerName\":\"a.Engine\",\"message\":\"dry\"}\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      System.exit(3);
    }
    StringBuilder environment = new StringBuilder();
    System.getenv().forEach((k, v) -> environment.append(k).append('=').append(v).append('\n'));
    Files.writeString(
        Path.of(System.getenv("SLUICE_HOME"), "logs", part + ".env"), environment.toString());
    int port = Integer.parseInt(System.getenv("QUARKUS_HTTP_PORT"));
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
    server.createContext("/q/health/ready", exchange -> answer(exchange, 200, "{}"));
    server.createContext(
        "/api/catalog/v1/local-user/one-time-password",
        exchange ->
            answer(
                exchange,
                200,
                "{\"user\":\"admin\",\"password\":\"once-only\",\"expiresAt\":\"2026-11-23\"}"));
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }
}
