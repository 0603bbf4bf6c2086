package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Every route of every process, as its own OpenAPI tells them, without a token and with a viewer's.
 */
@Order(2)
@ExtendWith(Platform.Shared.class)
class RoutesNeedATokenIT {

  private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

  /** All that answers without a token, with the method that it takes. */
  private static final Set<String> OPEN_EVERYWHERE =
      Set.of("GET /q/health", "GET /q/health/live", "GET /q/health/ready", "GET /q/health/started");

  private static final Set<String> OPEN_ON_THE_GATEWAY =
      Set.of(
          "GET /",
          "GET /index.html",
          "GET /app.css",
          "GET /app.js",
          "GET /icon.svg",
          "POST /sign-in");

  /**
   * Reads that need a body, and signing out, which changes only what is one's own: a viewer may
   * send them.
   */
  private static final Set<String> WRITES_IN_NAME_ONLY =
      Set.of(
          "POST /api/lineage/v1/closures",
          "DELETE /api/catalog/v1/sessions/current",
          "POST /sign-in",
          "POST /sign-out");

  /** A route of a process; {@code template} as OpenAPI writes it. */
  record Route(String part, String method, String template, String contentType) {

    String path() {
      return template.replaceAll("\\{[^}]*}", "x");
    }

    boolean writes() {
      return !READS.contains(method);
    }

    @Override
    public String toString() {
      return method + " " + template;
    }
  }

  private static List<Route> routes = List.of();
  private static Platform platform;
  private static String viewer;

  @BeforeAll
  static void readEveryProcessesOwnDescription(Platform running) {
    platform = running;
    viewer = running.token("viewer");
    List<Route> found = new ArrayList<>();
    Stream.concat(Platform.SERVICES.stream(), Stream.of(Platform.GATEWAY))
        .forEach(part -> found.addAll(describedBy(part)));
    routes = List.copyOf(found);
  }

  @Test
  void theTableCoversEveryProcess() {
    assertThat(routes)
        .extracting(Route::toString)
        .contains(
            "GET /api/catalog/v1/datasets",
            "POST /api/catalog/v1/tokens",
            "POST /api/quality/v1/checks",
            "POST /api/quality/v1/gates/{gate}/evaluations",
            "POST /api/v1/lineage",
            "POST /api/lineage/v1/closures",
            "POST /sign-in");
    assertThat(routes).extracting(Route::toString).containsAll(WRITES_IN_NAME_ONLY);
    for (String part : Platform.SERVICES) {
      assertThat(routes)
          .as(part)
          .filteredOn(route -> route.part().equals(part))
          .hasSizeGreaterThan(5);
    }
  }

  @Test
  void withoutATokenNothingAnswersOnAServicesOwnPort() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : routes) {
      if (!open(route)) {
        Answer answer = ask(platform.strangerTo(route.part()), route);
        all.assertThat(answer.status()).as("%s on %s", route, route.part()).isEqualTo(401);
      }
    }
    all.assertAll();
  }

  @Test
  void withoutATokenNothingAnswersOnTheGateway() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : routes) {
      if (!open(route)) {
        Answer answer = ask(platform.strangerTo(Platform.GATEWAY), route);
        all.assertThat(answer.status()).as("%s on the gateway", route).isEqualTo(401);
      }
    }
    all.assertAll();
  }

  @Test
  void aViewerMayNotWriteOnAServicesOwnPort() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : refusedToAViewer()) {
      Client own = new Client(platform.url(route.part()), Optional.of(viewer));
      all.assertThat(ask(own, route).status()).as("%s on %s", route, route.part()).isEqualTo(403);
    }
    all.assertAll();
  }

  @Test
  void aViewerMayNotWriteThroughTheGateway() {
    SoftAssertions all = new SoftAssertions();
    for (Route route : refusedToAViewer()) {
      Answer answer = ask(platform.with(viewer), route);
      all.assertThat(answer.status()).as("%s on the gateway", route).isEqualTo(403);
    }
    all.assertAll();
  }

  @Test
  void aViewerMayReadWhateverIsNotAboutAccess() {
    for (String path :
        List.of(
            "/api/catalog/v1/datasets",
            "/api/catalog/v1/me",
            "/api/quality/v1/gates",
            "/api/quality/v1/halts",
            "/api/v1/namespaces",
            "/api/lineage/v1/position")) {
      platform.with(viewer).get(path).is(200);
    }
  }

  @Test
  void onlyTheseAreOpen() {
    Set<String> asked = new TreeSet<>();
    for (String part : Platform.SERVICES) {
      for (String path :
          List.of(
              "/", "/index.html", "/q", "/q/openapi", "/q/metrics", "/q/swagger-ui", "/q/info")) {
        Answer answer = platform.strangerTo(part).get(path);
        assertThat(answer.status()).as("GET %s on %s", path, part).isEqualTo(401);
      }
      OPEN_EVERYWHERE.forEach(route -> asked.add(openRoute(part, route)));
    }
    OPEN_EVERYWHERE.forEach(route -> asked.add(openRoute(Platform.GATEWAY, route)));
    OPEN_ON_THE_GATEWAY.forEach(route -> asked.add(openRoute(Platform.GATEWAY, route)));
    assertThat(asked).hasSize(4 * OPEN_EVERYWHERE.size() + OPEN_ON_THE_GATEWAY.size());
  }

  private static String openRoute(String part, String route) {
    String[] words = route.split(" ");
    Answer answer =
        platform.strangerTo(part).send(words[0], words[1], body(words[0]), "application/json");
    assertThat(answer.status()).as("%s on %s", route, part).isIn(200, 400);
    return part + " " + route;
  }

  @Test
  void eachDescriptionNeedsATokenItself() {
    for (Map.Entry<String, Integer> expected :
        Map.of("/q/openapi", 401, "/q/metrics", 401).entrySet()) {
      assertThat(platform.strangerTo(Platform.GATEWAY).get(expected.getKey()).status())
          .isEqualTo(expected.getValue());
    }
  }

  private static List<Route> refusedToAViewer() {
    List<Route> refused =
        routes.stream()
            .filter(Route::writes)
            .filter(route -> !WRITES_IN_NAME_ONLY.contains(route.toString()))
            .toList();
    assertThat(refused).hasSizeGreaterThan(10);
    return refused;
  }

  private static boolean open(Route route) {
    return OPEN_EVERYWHERE.contains(route.toString())
        || (route.part().equals(Platform.GATEWAY)
            && OPEN_ON_THE_GATEWAY.contains(route.toString()));
  }

  private static Answer ask(Client client, Route route) {
    return client.send(route.method(), route.path(), body(route.method()), route.contentType());
  }

  private static String body(String method) {
    return Set.of("POST", "PUT", "PATCH").contains(method) ? "{}" : "";
  }

  private static List<Route> describedBy(String part) {
    JsonNode paths =
        platform.adminOf(part).get("/q/openapi?format=json").is(200).json().get("paths");
    List<Route> described = new ArrayList<>();
    paths
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fields()
                    .forEachRemaining(
                        operation -> {
                          String method = operation.getKey().toUpperCase(java.util.Locale.ROOT);
                          if (Set.of("GET", "PUT", "POST", "DELETE", "PATCH").contains(method)) {
                            JsonNode content = operation.getValue().at("/requestBody/content");
                            String type =
                                content.fieldNames().hasNext()
                                    ? content.fieldNames().next()
                                    : "application/json";
                            described.add(
                                new Route(
                                    part,
                                    method,
                                    path.getKey(),
                                    type.replace("*/*", "application/json")));
                          }
                        }));
    return described;
  }
}
