package io.sluice.gateway.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPOutputStream;

/**
 * Doubles of quality-server and lineage-server that tell what reached them. What one does is said
 * by the last segment of the path; {@code /double/…} on their own ports tells what happened so far.
 */
public class ServiceDouble implements QuarkusTestResourceLifecycleManager {

  private static final byte[] MEGABYTE = new byte[1024 * 1024];

  private Vertx vertx;

  @Override
  public Map<String, String> start() {
    vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2).setWorkerPoolSize(2));
    int quality = listen("quality");
    int lineage = listen("lineage");
    return Map.of(
        "sluice.quality.url",
        "http://127.0.0.1:" + quality,
        "sluice.lineage.url",
        "http://127.0.0.1:" + lineage,
        "sluice.gateway.response-timeout",
        "2S",
        "sluice.gateway.sign-in.window",
        "3S");
  }

  @Override
  public void stop() {
    if (vertx != null) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private int listen(String name) {
    One one = new One(name, vertx);
    HttpServer server =
        vertx
            .createHttpServer(
                new HttpServerOptions().setMaxInitialLineLength(65536).setMaxHeaderSize(65536))
            .requestHandler(one::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    return server.actualPort();
  }

  private record One(
      String name,
      Vertx vertx,
      AtomicInteger requests,
      AtomicInteger leftBehind,
      AtomicInteger shaky) {

    One(String name, Vertx vertx) {
      this(name, vertx, new AtomicInteger(), new AtomicInteger(), new AtomicInteger());
    }

    void handle(HttpServerRequest request) {
      String path = request.path();
      if (path.startsWith("/double/")) {
        JsonObject seen =
            new JsonObject().put("requests", requests.get()).put("leftBehind", leftBehind.get());
        request.response().end(seen.encode());
        return;
      }
      requests.incrementAndGet();
      switch (path.substring(path.lastIndexOf('/') + 1)) {
        case "gzip" -> gzip(request);
        case "big" -> big(request, 20);
        case "stream" -> stream(request.response().setChunked(true), 5);
        case "hang" -> request.connection().closeHandler(left -> leftBehind.incrementAndGet());
        case "namespaces-shaky", "evaluations" -> shaky(request);
        case "slam" -> request.connection().close();
        case "break" ->
            request
                .response()
                .putHeader("Content-Length", "1000")
                .write("half of it")
                .onSuccess(sent -> request.connection().close());
        case "early" -> request.response().setStatusCode(409).end("{\"refused\":true}");
        case "nothing" ->
            request.body().onSuccess(b -> request.response().setStatusCode(204).end());
        case "teapot" -> request.body().onSuccess(b -> teapot(request.response()));
        default -> request.body().onSuccess(body -> echo(request, body));
      }
    }

    private void echo(HttpServerRequest request, Buffer body) {
      JsonObject headers = new JsonObject();
      request.headers().forEach(h -> headers.put(h.getKey().toLowerCase(), h.getValue()));
      JsonObject seen =
          new JsonObject()
              .put("service", name)
              .put("method", request.method().name())
              .put("uri", request.uri())
              .put("headers", headers)
              .put("traces", request.headers().getAll("traceparent").size())
              .put("bodyLength", body.length())
              .put("bodySha256", sha256(body.getBytes()));
      request
          .response()
          .putHeader("Content-Type", "application/json")
          .putHeader("Sluice-Position", "42")
          .putHeader("Content-Length", Integer.toString(seen.toBuffer().length()))
          .end(seen.encode());
    }

    /** Closes the connection on every other request, after it has read it whole. */
    private void shaky(HttpServerRequest request) {
      boolean breaks = shaky.getAndIncrement() % 2 == 0;
      request
          .body()
          .onSuccess(
              body -> {
                if (breaks) {
                  request.connection().close();
                } else {
                  echo(request, body);
                }
              });
    }

    private static void gzip(HttpServerRequest request) {
      try {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(bytes)) {
          zip.write("{\"zipped\":true}".getBytes(StandardCharsets.UTF_8));
        }
        request
            .response()
            .putHeader("Content-Encoding", "gzip")
            .end(Buffer.buffer(bytes.toByteArray()));
      } catch (IOException impossible) {
        throw new IllegalStateException(impossible);
      }
    }

    private static void big(HttpServerRequest request, int megabytes) {
      HttpServerResponse response =
          request.response().putHeader("Content-Length", Long.toString(megabytes * 1048576L));
      pour(response, megabytes);
    }

    private static void pour(HttpServerResponse response, int left) {
      if (left == 0) {
        response.end();
      } else {
        response.write(Buffer.buffer(MEGABYTE)).onSuccess(sent -> pour(response, left - 1));
      }
    }

    private void stream(HttpServerResponse response, int left) {
      if (left == 0) {
        response.end();
      } else {
        response.write("piece " + left + "\n");
        vertx.setTimer(100, later -> stream(response, left - 1));
      }
    }

    private static void teapot(HttpServerResponse response) {
      response
          .setStatusCode(418)
          .setStatusMessage("Short and stout")
          .putHeader("Connection", "X-Hop")
          .putHeader("X-Hop", "one hop only")
          .putHeader("X-Far", "all the way")
          .putHeader("Set-Cookie", "tracker=1")
          .putHeader("Location", "http://127.0.0.1:8080/api/quality/v1/evaluations/1")
          .end("tea");
    }
  }

  /** The digest that the double tells of a body. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
