package io.sluice.lineage.forward;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.sluice.lineage.event.EventDocument;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** A strict double of an OpenLineage backend, which can be told to fail. */
final class BackendDouble implements AutoCloseable {

  static final String TOKEN = "a-token-of-the-backend";

  private final List<String> taken = new CopyOnWriteArrayList<>();
  private final List<String> encodings = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;

  /** Which status an event is answered with; 201 keeps it. */
  volatile Function<String, Integer> judge = event -> 201;

  BackendDouble() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  int port() {
    return server.getAddress().getPort();
  }

  /** The events that it has, in the order in which they came. */
  List<String> taken() {
    return taken;
  }

  List<String> encodings() {
    return encodings;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String encoding = exchange.getRequestHeaders().getFirst("Content-Encoding");
      InputStream raw = exchange.getRequestBody();
      byte[] body = ("gzip".equals(encoding) ? new GZIPInputStream(raw) : raw).readAllBytes();
      String event = new String(body, StandardCharsets.UTF_8);
      int status = strict(exchange, body);
      if (status == 201) {
        status = judge.apply(event);
      }
      if (status == 201) {
        taken.add(event);
        encodings.add(String.valueOf(encoding));
        exchange.sendResponseHeaders(201, -1);
      } else {
        byte[] reason = ("no: " + status).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, reason.length);
        exchange.getResponseBody().write(reason);
      }
    }
  }

  private static int strict(HttpExchange exchange, byte[] body) {
    String route = exchange.getRequestMethod() + " " + exchange.getRequestURI();
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    if (!route.equals("POST /api/v1/lineage")) {
      return 404;
    }
    if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 401;
    }
    if (!"application/json".equals(type)) {
      return 415;
    }
    // Throws if it is no event, which closes the connection without an answer.
    EventDocument.of(EventDocument.parse(body));
    return 201;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
