package io.sluice.quality.sdk.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.quality.sdk.client.GateException.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** Talks to the lineage collector over HTTP; safe for use by many threads. */
public final class LineageClient {

  private static final String BASE = "/api/lineage/v1";
  private static final Duration TIME_LIMIT = Duration.ofMinutes(5);
  private static final int MOST_PAGES = 1_000_000;

  /** Events go out as they came: a number keeps every digit. */
  private static final ObjectMapper EXACT =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private final Calls calls;

  /** A client with the given settings and the machine's own time. */
  public LineageClient(GateClientSettings settings) {
    this.calls =
        new Calls(
            settings, Clock.systemUTC(), new SecureRandom(), time -> Thread.sleep(time.toMillis()));
  }

  /**
   * What became of a batch.
   *
   * @param taken how many events are in the log
   * @param refused why others are not, by their place in the batch from 0
   */
  public record BatchResult(int taken, Map<Integer, String> refused) {

    /** Copies the reasons. */
    public BatchResult {
      refused = Map.copyOf(refused);
    }
  }

  /**
   * Sends events as one batch, compressed; an overloaded server is asked again.
   *
   * @param events the events, each a JSON text
   * @throws GateException if the batch as a whole was not taken
   */
  public BatchResult send(List<String> events) {
    HttpRequest post =
        calls
            .request("/api/v1/lineage/batch")
            .header("Content-Type", "application/json")
            .header("Content-Encoding", "gzip")
            .POST(BodyPublishers.ofByteArray(gzip("[" + String.join(",", events) + "]")))
            .build();
    Answer answer = calls.accepted(call(post));
    if (answer.body().isBlank()) {
      return new BatchResult(events.size(), Map.of());
    }
    JsonNode report = object(answer);
    Map<Integer, String> refused = new TreeMap<>();
    report
        .path("failed_events")
        .forEach(each -> refused.put(each.path("index").asInt(), each.path("reason").asText()));
    return new BatchResult(report.path("summary").path("successful").asInt(), refused);
  }

  /** Sends one event; false if the server says that it is no event it can take. */
  public boolean post(String event) {
    Answer answer =
        call(
            calls
                .request("/api/v1/lineage")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build());
    if (answer.status() == 400 || answer.status() == 413 || answer.status() == 422) {
      return false;
    }
    calls.accepted(answer);
    return true;
  }

  /** What a route of the collector answers, for example {@code /dead-letters/7}. */
  public JsonNode get(String path) {
    return object(calls.accepted(call(calls.request(BASE + path).GET().build())));
  }

  /** What a route that is compatible with Marquez answers, for example {@code /lineage?…}. */
  public JsonNode getCompatible(String path) {
    return object(calls.accepted(call(calls.request("/api/v1" + path).GET().build())));
  }

  /**
   * Hands on the items of a list, page by page.
   *
   * @param path the list with its query, which ends so that {@code limit=…} can follow
   */
  public void forEach(String path, Consumer<JsonNode> item) {
    String start = path + (path.contains("?") ? "&" : "?") + "limit=500";
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      JsonNode node = get(start + cursor);
      node.path("items").forEach(item);
      if (!node.hasNonNull("nextCursor")) {
        return;
      }
      cursor = "&cursor=" + encode(node.get("nextCursor").asText());
    }
    throw new GateException(Kind.NOT_UNDERSTOOD, "the list does not end", null);
  }

  /** All items of a short list. */
  public List<JsonNode> list(String path) {
    List<JsonNode> items = new ArrayList<>();
    forEach(path, items::add);
    return items;
  }

  /** Posts to a route of the collector, with a JSON body if there is one. */
  public JsonNode post(String path, @Nullable String body) {
    HttpRequest post =
        calls
            .request(BASE + path)
            .header("Content-Type", "application/json")
            .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
            .build();
    return object(calls.accepted(call(post)));
  }

  /** A part of a path or query, encoded. */
  public static String encode(String part) {
    return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode object(Answer answer) {
    try {
      JsonNode node = EXACT.readTree(answer.body());
      if (node != null && node.isObject()) {
        return node;
      }
    } catch (JsonProcessingException notJson) {
      throw new GateException(Kind.NOT_UNDERSTOOD, "the answer is not JSON", notJson);
    }
    throw new GateException(Kind.NOT_UNDERSTOOD, "the answer is not a JSON object", null);
  }

  private Answer call(HttpRequest request) {
    return calls.send(request, Duration.ofMinutes(1), Deadline.in(TIME_LIMIT, System::nanoTime));
  }

  private static byte[] gzip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }
}
