package io.sluice.quality.server.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.sluice.access.testing.TestTokens;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Strict doubles of the two services that quality-server calls: lineage (events, position,
 * closures) and the catalog's datasets. A request that departs from the contract is refused and
 * noted under {@code faults}. Tests set them up over HTTP, under {@code /test}, since a test and
 * its resources may live in different class loaders; {@link NeighboursClient} does that.
 */
public class Neighbours implements QuarkusTestResourceLifecycleManager {

  /** The setting that says where the doubles are. */
  public static final String URL = "test.neighbours.url";

  private static final String[] LOCATION = {
    "type", "path", "format", "connection", "table", "options"
  };

  private final ObjectMapper json = new ObjectMapper();
  private final List<ObjectNode> events = new ArrayList<>();
  private final List<String> faults = new ArrayList<>();
  private JsonNode state = JsonNodeFactory.instance.objectNode();
  private int closures;
  private HttpServer server;
  private ExecutorService threads;

  @Override
  public Map<String, String> start() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    threads = Executors.newFixedThreadPool(8);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort();
    return Map.of(URL, url, "sluice.gates.lineage-url", url, "sluice.gates.catalog-url", url);
  }

  @Override
  public void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      String route = exchange.getRequestMethod() + " " + exchange.getRequestURI().getRawPath();
      synchronized (this) {
        switch (route) {
          case "PUT /test/state" -> {
            state = json.readTree(body);
            answer(exchange, 200, "{}");
          }
          case "POST /test/forget" -> {
            events.clear();
            faults.clear();
            closures = 0;
            answer(exchange, 200, "{}");
          }
          case "GET /test/seen" -> answer(exchange, 200, seen().toString());
          case "GET /api/catalog/v1/datasets/by-id" -> dataset(exchange);
          case "GET /api/lineage/v1/position" -> position(exchange);
          case "POST /api/lineage/v1/closures" -> closures(exchange, body);
          case "POST /api/v1/lineage" -> event(exchange, body);
          default -> fault(exchange, 404, "no such route: " + route);
        }
      }
    }
  }

  private ObjectNode seen() {
    ObjectNode seen = JsonNodeFactory.instance.objectNode();
    ArrayNode all = seen.putArray("events");
    events.forEach(all::add);
    ArrayNode wrong = seen.putArray("faults");
    faults.forEach(wrong::add);
    seen.put("closures", closures);
    return seen;
  }

  private void dataset(HttpExchange exchange) throws IOException {
    if (!authorized(exchange) || down(exchange, "catalogDown")) {
      return;
    }
    Map<String, String> query = query(exchange);
    if (!query.keySet().equals(Set.of("namespace", "name"))) {
      fault(exchange, 400, "by-id takes namespace and name: " + query);
      return;
    }
    for (JsonNode dataset : state.path("datasets")) {
      if (dataset.path("namespace").asText().equals(query.get("namespace"))
          && dataset.path("name").asText().equals(query.get("name"))) {
        answer(exchange, 200, answered(dataset).toString());
        return;
      }
    }
    answer(exchange, 404, "{\"status\":404}");
  }

  /** As the real catalog answers: with every member, null where the dataset has no value. */
  private static ObjectNode answered(JsonNode dataset) {
    ObjectNode answer =
        whole(
            dataset,
            "namespace",
            "name",
            "description",
            "location",
            "owners",
            "tags",
            "currentSchemaVersion",
            "schema",
            "createdAt",
            "updatedAt",
            "links");
    if (dataset.path("location").isObject()) {
      answer.set("location", whole(dataset.path("location"), LOCATION));
    }
    return answer;
  }

  private static ObjectNode whole(JsonNode given, String... members) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    for (String member : members) {
      whole.set(member, given.path(member).isMissingNode() ? null : given.path(member));
    }
    Set<String> unknown = new HashSet<>();
    given.fieldNames().forEachRemaining(unknown::add);
    unknown.removeAll(Set.of(members));
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException("the catalog answers no " + unknown);
    }
    return whole;
  }

  private void position(HttpExchange exchange) throws IOException {
    if (authorized(exchange) && !down(exchange, "lineageDown")) {
      answer(exchange, 200, "{\"position\":" + state.path("position").asLong(1) + "}");
    }
  }

  private void closures(HttpExchange exchange, String body) throws IOException {
    if (!authorized(exchange) || down(exchange, "lineageDown") || !isJson(exchange)) {
      return;
    }
    JsonNode request = json.readTree(body);
    if (!request.path("datasets").isArray()
        || !"DOWNSTREAM".equals(request.path("direction").asText())) {
      fault(exchange, 400, "not a closure request: " + body);
      return;
    }
    closures++;
    ObjectNode answer = JsonNodeFactory.instance.objectNode();
    answer.put("position", state.path("position").asLong(1)).put("lagMs", 0);
    ArrayNode list = answer.putArray("closures");
    for (JsonNode dataset : request.path("datasets")) {
      ObjectNode closure = list.addObject();
      closure.set("dataset", dataset);
      reach(dataset, closure.putArray("reached"));
    }
    answer(exchange, 200, answer.toString());
  }

  /** Breadth first, over edges written as [from, job, to] with names {@code namespace|name}. */
  private void reach(JsonNode from, ArrayNode reached) {
    String start = from.path("namespace").asText() + "|" + from.path("name").asText();
    Map<String, List<JsonNode>> paths = new HashMap<>();
    paths.put(start, List.of(node("DATASET", start)));
    Deque<String> next = new ArrayDeque<>(List.of(start));
    while (!next.isEmpty()) {
      String at = next.remove();
      for (JsonNode edge : state.path("edges")) {
        String to = edge.get(2).asText();
        if (edge.get(0).asText().equals(at) && !paths.containsKey(to)) {
          List<JsonNode> path = new ArrayList<>(paths.get(at));
          path.add(node("JOB", edge.get(1).asText()));
          path.add(node("DATASET", to));
          paths.put(to, path);
          next.add(to);
          ObjectNode item = reached.addObject();
          item.set("dataset", ((ObjectNode) node("DATASET", to)).without("type"));
          ArrayNode steps = item.putArray("path");
          path.forEach(steps::add);
        }
      }
    }
  }

  private static JsonNode node(String type, String name) {
    int bar = name.indexOf('|');
    return JsonNodeFactory.instance
        .objectNode()
        .put("type", type)
        .put("namespace", name.substring(0, bar))
        .put("name", name.substring(bar + 1));
  }

  private void event(HttpExchange exchange, String body) throws IOException {
    if (!authorized(exchange) || down(exchange, "lineageDown") || !isJson(exchange)) {
      return;
    }
    JsonNode event = json.readTree(body);
    Set<String> missing = new HashSet<>(Set.of("eventType", "eventTime", "producer", "schemaURL"));
    event.fieldNames().forEachRemaining(missing::remove);
    try {
      UUID unused = UUID.fromString(event.path("run").path("runId").asText());
    } catch (IllegalArgumentException e) {
      missing.add("run.runId");
    }
    if (!missing.isEmpty() || !event.path("job").path("namespace").isTextual()) {
      fault(exchange, 422, "not an event, it lacks " + missing);
      return;
    }
    ObjectNode kept = JsonNodeFactory.instance.objectNode();
    kept.put("traceparent", exchange.getRequestHeaders().getFirst("traceparent"));
    kept.set("event", event);
    events.add(kept);
    exchange.sendResponseHeaders(201, -1);
  }

  private boolean authorized(HttpExchange exchange) throws IOException {
    boolean ours =
        ("Bearer " + TestTokens.SERVICE)
            .equals(exchange.getRequestHeaders().getFirst("Authorization"));
    if (!ours) {
      fault(exchange, 401, "not the service token");
    }
    return ours;
  }

  private boolean isJson(HttpExchange exchange) throws IOException {
    boolean json = "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
    if (!json) {
      fault(exchange, 415, "not JSON");
    }
    return json;
  }

  private boolean down(HttpExchange exchange, String which) throws IOException {
    boolean down = state.path(which).asBoolean(false);
    if (down) {
      answer(exchange, 503, "{\"status\":503}");
    }
    return down;
  }

  private void fault(HttpExchange exchange, int status, String what) throws IOException {
    faults.add(what);
    answer(exchange, status, "{\"status\":" + status + "}");
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new HashMap<>();
    for (String pair : exchange.getRequestURI().getRawQuery().split("&")) {
      int is = pair.indexOf('=');
      query.put(
          pair.substring(0, is), URLDecoder.decode(pair.substring(is + 1), StandardCharsets.UTF_8));
    }
    return query;
  }

  private static void answer(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }
}
