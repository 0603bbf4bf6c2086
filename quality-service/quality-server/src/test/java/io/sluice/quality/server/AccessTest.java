package io.sluice.quality.server;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.sluice.access.testing.TestTokens;
import io.sluice.quality.server.testing.QualityServerTest;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@QuarkusTest
@QualityServerTest
class AccessTest {

  private static final String ID = "00000000-0000-0000-0000-000000000001";
  private static final Set<String> EVERYONE =
      Set.of(
          "viewer",
          "consumer",
          "runner",
          "owner",
          "steward",
          "approver",
          "auditor",
          "finops",
          "admin");
  private static final Set<String> ASKERS = Set.of("runner", "owner", "steward", "admin");
  private static final Set<String> EDITORS = Set.of("owner", "steward", "admin");
  private static final Set<String> RELEASERS = Set.of("steward", "admin");

  record Route(String method, String path, Set<String> roles) {}

  static List<Route> routes() {
    String base = "/api/quality/v1";
    return List.of(
        new Route("PUT", base + "/rulesets/{name}", EDITORS),
        new Route("GET", base + "/rulesets", EVERYONE),
        new Route("GET", base + "/rulesets/{name}", EVERYONE),
        new Route("GET", base + "/rulesets/{name}/versions", EVERYONE),
        new Route("GET", base + "/rulesets/{name}/versions/{version}", EVERYONE),
        new Route("POST", base + "/checks", ASKERS),
        new Route("PUT", base + "/connections/{name}", RELEASERS),
        new Route("GET", base + "/connections", ASKERS),
        new Route("GET", base + "/connections/{name}", ASKERS),
        new Route("DELETE", base + "/connections/{name}", RELEASERS),
        new Route("POST", base + "/connections/{name}/test", RELEASERS),
        new Route("POST", base + "/gates/{gate}/evaluations", ASKERS),
        new Route("GET", base + "/gates", EVERYONE),
        new Route("GET", base + "/gates/{gate}", EVERYONE),
        new Route("GET", base + "/gates/{gate}/evaluations", EVERYONE),
        new Route("GET", base + "/gates/{gate}/decision", EVERYONE),
        new Route("GET", base + "/evaluations/{id}", EVERYONE),
        new Route("GET", base + "/evaluations/{id}/ready", EVERYONE),
        new Route("DELETE", base + "/evaluations/{id}", ASKERS),
        new Route("GET", base + "/halts", EVERYONE),
        new Route("GET", base + "/halts/{id}", EVERYONE),
        new Route("POST", base + "/halts/{id}/release", RELEASERS),
        new Route("GET", "/q/metrics", EVERYONE),
        new Route("GET", "/q/openapi", EVERYONE));
  }

  private static int status(Route route, RequestSpecification request) {
    String path =
        route
            .path()
            .replace("{name}", "nobody")
            .replace("{gate}", "nobody")
            .replace("{version}", "1")
            .replace("{id}", ID);
    if (route.method().equals("POST")) {
      request.contentType("application/json").body("{}");
    } else if (route.path().contains("/connections/")) {
      request.contentType("application/json").body("{}");
    } else if (route.method().equals("PUT")) {
      request
          .contentType("application/yaml")
          .body("rules: 7".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
    return request.request(route.method(), path).statusCode();
  }

  @ParameterizedTest
  @MethodSource("routes")
  void nobodyGetsInWithoutAToken(Route route) {
    assertThat(status(route, given())).isEqualTo(401);
    assertThat(status(route, given().header("Authorization", "Bearer " + TestTokens.UNKNOWN)))
        .isEqualTo(401);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void eachRoleMayDoWhatTheTableSays(Route route) {
    for (String role : EVERYONE) {
      int status = status(route, given().header("Authorization", "Bearer " + TestTokens.of(role)));
      if (route.roles().contains(role)) {
        assertThat(status).as(role).isNotIn(401, 403, 500);
      } else {
        assertThat(status).as(role).isEqualTo(403);
      }
    }
  }

  @Test
  void theTableNamesEveryRouteThatTheServerHas() {
    Map<String, Map<String, Map<String, Object>>> paths =
        given()
            .header("Authorization", "Bearer " + TestTokens.of("viewer"))
            .accept("application/json")
            .get("/q/openapi?format=json")
            .jsonPath()
            .getMap("paths");
    Set<String> served = new HashSet<>();
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) -> {
                  if (Set.of("get", "put", "post", "delete", "patch").contains(method)) {
                    served.add(method.toUpperCase(java.util.Locale.ROOT) + " " + path);
                    assertThat(operation.get("operationId")).as(path).isNotNull();
                  }
                }));
    Set<String> named = new HashSet<>();
    routes().stream()
        .filter(route -> route.path().startsWith("/api/"))
        .forEach(route -> named.add(route.method() + " " + route.path()));

    assertThat(served).isEqualTo(named);
  }

  @Test
  void healthIsOpen() {
    assertThat(given().get("/q/health").statusCode()).isEqualTo(200);
  }

  @Test
  void metricsShowWhatWaits() {
    assertThat(
            given()
                .header("Authorization", "Bearer " + TestTokens.of("viewer"))
                .get("/q/metrics")
                .asString())
        .contains("sluice_outbox_depth", "sluice_outbox_age_seconds", "sluice_halts_open");
  }
}
