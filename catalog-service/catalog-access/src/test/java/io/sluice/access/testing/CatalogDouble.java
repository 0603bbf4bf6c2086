package io.sluice.access.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.access.CallerKind;
import io.sluice.access.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A strict double of catalog-server: it answers introspection, and sign-in by {@link #USER} with
 * {@link #PASSWORD}, exactly as the contract says, and refuses a request that departs from it.
 */
public class CatalogDouble implements QuarkusTestResourceLifecycleManager {

  /** Who can sign in; the session has the role admin. */
  public static final String USER = "admin";

  /** The password; it goes on working, unlike the real one-time password. */
  public static final String PASSWORD = "the-right-password";

  private static final String DOWN = "sluice.test.catalog.down";
  private static final String QUESTIONS = "sluice.test.catalog.questions";
  private static final String BASE = "/api/catalog/v1";

  private final ObjectMapper json = new ObjectMapper();
  private HttpServer server;
  private ExecutorService threads;

  /** Makes every double answer 503 from now on, or no longer. */
  public static void setDown(boolean down) {
    System.setProperty(DOWN, Boolean.toString(down));
  }

  /** How many questions about tokens have been asked so far in this JVM. */
  public static int questions() {
    return Integer.getInteger(QUESTIONS, 0);
  }

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException failed) {
      throw new IllegalStateException(failed);
    }
    threads = Executors.newFixedThreadPool(4);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    setDown(false);
    return Map.of(
        "sluice.catalog.url",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "sluice.service.token",
        TestTokens.SERVICE);
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
      threads.shutdownNow();
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
      if (Boolean.getBoolean(DOWN)) {
        problem(exchange, 503, "unavailable");
      } else if (route.equals("POST " + BASE + "/tokens/introspect")) {
        introspect(exchange, body);
      } else if (route.equals("POST " + BASE + "/sessions")) {
        signIn(exchange, body);
      } else if (route.equals("DELETE " + BASE + "/sessions/current")) {
        signOut(exchange);
      } else {
        problem(exchange, 404, "not-found");
      }
    }
  }

  private void introspect(HttpExchange exchange, String body) throws IOException {
    count();
    JsonNode request = strictBody(exchange, body, "token");
    if (request == null) {
      return;
    }
    String token = request.get("token").textValue();
    answer(exchange, 200, TestTokens.answer(token).orElse("{\"active\":false}"));
  }

  private void signIn(HttpExchange exchange, String body) throws IOException {
    JsonNode request = strictBody(exchange, body, "user", "password");
    if (request == null) {
      return;
    }
    if (!request.get("user").textValue().equals(USER)
        || !request.get("password").textValue().equals(PASSWORD)) {
      problem(exchange, 401, "unauthenticated");
      return;
    }
    String token = TestTokens.user(USER, Role.ADMIN.wireName());
    answer(
        exchange,
        200,
        "{\"token\":\""
            + token
            + "\",\"subject\":\"user:admin\",\"roles\":[\"admin\"],"
            + "\"expiresAt\":\"2999-01-01T00:00:00Z\"}");
  }

  private void signOut(HttpExchange exchange) throws IOException {
    Optional<String> token = bearer(exchange);
    if (token.flatMap(TestTokens::answer).isEmpty()
        || token.get().charAt(4) != CallerKind.USER.letter()) {
      problem(exchange, 401, "unauthenticated");
      return;
    }
    TestTokens.revoke(token.get());
    exchange.sendResponseHeaders(204, -1);
  }

  /** The body, if it comes from the service account as JSON with exactly those text members. */
  private JsonNode strictBody(HttpExchange exchange, String body, String... members)
      throws IOException {
    if (!bearer(exchange).equals(Optional.of(TestTokens.SERVICE))) {
      problem(exchange, 401, "unauthenticated");
      return null;
    }
    if (!"application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"))) {
      problem(exchange, 415, "unsupported-media-type");
      return null;
    }
    JsonNode request = json.readTree(body);
    boolean exact = request.isObject() && request.size() == members.length;
    for (String member : members) {
      exact = exact && request.path(member).isTextual();
    }
    if (!exact) {
      problem(exchange, 400, "invalid-request");
      return null;
    }
    return request;
  }

  private static Optional<String> bearer(HttpExchange exchange) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization"))
        .filter(header -> header.startsWith("Bearer "))
        .map(header -> header.substring("Bearer ".length()));
  }

  private static synchronized void count() {
    System.setProperty(QUESTIONS, Integer.toString(questions() + 1));
  }

  private static void problem(HttpExchange exchange, int status, String slug) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    write(
        exchange,
        status,
        "{\"type\":\"https://sluice.dev/problems/" + slug + "\",\"status\":" + status + "}");
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    write(exchange, status, json);
  }

  private static void write(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
