package io.sluice.catalog;

import static io.restassured.RestAssured.given;
import static io.sluice.catalog.CatalogClient.BASE;
import static io.sluice.catalog.CatalogClient.as;
import static io.sluice.catalog.CatalogClient.isProblem;
import static io.sluice.catalog.CatalogClient.token;
import static io.sluice.catalog.CatalogTokens.ADMIN;
import static io.sluice.catalog.CatalogTokens.GATEWAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.Permission;
import io.sluice.access.Role;
import io.sluice.access.testing.PostgresResource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every route of this server against every role, and against nobody. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "catalog"))
@WithTestResource(CatalogTokens.class)
class RouteTableTest {

  private static final String DATASET = BASE + "/datasets/{namespace}/{name}";

  /** Method, path as OpenAPI has it, and who may (one of the permissions is enough). */
  private static final List<Arguments> ROUTES =
      List.of(
          arguments("GET", BASE + "/datasets", Set.of(Permission.CATALOG_READ)),
          arguments("PUT", BASE + "/datasets", Set.of(Permission.CATALOG_REGISTER)),
          arguments("GET", BASE + "/datasets/by-id", Set.of(Permission.CATALOG_READ)),
          arguments("GET", DATASET, Set.of(Permission.CATALOG_READ)),
          arguments("PATCH", DATASET, Set.of(Permission.CATALOG_EDIT)),
          arguments("PUT", DATASET + "/owners", Set.of(Permission.CATALOG_EDIT)),
          arguments("PUT", DATASET + "/schema", Set.of(Permission.CATALOG_REGISTER)),
          arguments("GET", DATASET + "/schema/versions", Set.of(Permission.CATALOG_READ)),
          arguments("GET", DATASET + "/schema/versions/{version}", Set.of(Permission.CATALOG_READ)),
          arguments("GET", BASE + "/search", Set.of(Permission.CATALOG_READ)),
          arguments("POST", BASE + "/tokens", Set.of(Permission.ACCESS_MANAGE)),
          arguments(
              "GET", BASE + "/tokens", Set.of(Permission.ACCESS_MANAGE, Permission.AUDIT_READ)),
          arguments("DELETE", BASE + "/tokens/{id}", Set.of(Permission.ACCESS_MANAGE)),
          arguments("POST", BASE + "/tokens/introspect", Set.of(Permission.ACCESS_INTROSPECT)),
          arguments("POST", BASE + "/service-accounts", Set.of(Permission.ACCESS_MANAGE)),
          arguments(
              "GET",
              BASE + "/service-accounts",
              Set.of(Permission.ACCESS_MANAGE, Permission.AUDIT_READ)),
          arguments("DELETE", BASE + "/service-accounts/{id}", Set.of(Permission.ACCESS_MANAGE)),
          arguments("POST", BASE + "/sessions", Set.of(Permission.ACCESS_INTROSPECT)),
          arguments("DELETE", BASE + "/sessions/current", Set.of(Permission.CATALOG_READ)),
          arguments(
              "POST", BASE + "/local-user/one-time-password", Set.of(Permission.ACCESS_MANAGE)),
          arguments("GET", BASE + "/me", Set.of(Permission.CATALOG_READ)),
          arguments("GET", BASE + "/audit", Set.of(Permission.AUDIT_READ)));

  private static final Map<Role, String> TOKENS = new HashMap<>();

  static Stream<Arguments> routes() {
    return ROUTES.stream();
  }

  private static String concrete(String path) {
    return path.replace("{namespace}", "file")
        .replace("{name}", "no-such-dataset")
        .replace("{version}", "1")
        .replace("{id}", "999999999");
  }

  private static synchronized String tokenOf(Role role) {
    return TOKENS.computeIfAbsent(
        role, wanted -> wanted == Role.SERVICE ? GATEWAY : token(wanted.wireName()));
  }

  @ParameterizedTest
  @MethodSource("routes")
  void refusesNobody(String method, String path) {
    isProblem(given().request(method, concrete(path)).then(), 401, "unauthenticated");
  }

  @ParameterizedTest
  @MethodSource("routes")
  void letsPassExactlyTheRolesThatHaveThePermission(
      String method, String path, Set<Permission> permissions) {
    for (Role role : Role.values()) {
      int status = as(tokenOf(role)).request(method, concrete(path)).statusCode();
      boolean allowed = permissions.stream().anyMatch(permission -> permission.heldBy(role));
      // What an allowed caller gets (404, 400 …) depends on the missing body and dataset.
      assertThat(status == 403)
          .as("%s %s as %s: %d", method, path, role, status)
          .isEqualTo(!allowed);
      assertThat(status).as("%s %s as %s", method, path, role).isNotIn(401, 405, 500, 503);
    }
  }

  @Test
  void coversEveryRouteThatTheServerDescribes() {
    Map<String, Map<String, Object>> paths =
        as(ADMIN)
            .accept("application/json")
            .get("/q/openapi?format=json")
            .then()
            .statusCode(200)
            .extract()
            .path("paths");
    Set<String> described = new HashSet<>();
    paths.forEach(
        (path, methods) ->
            methods.keySet().stream()
                .filter(key -> Arrays.asList("get", "put", "post", "patch", "delete").contains(key))
                .forEach(key -> described.add(key.toUpperCase(Locale.ROOT) + " " + path)));
    Set<String> tried = new HashSet<>();
    ROUTES.forEach(route -> tried.add(route.get()[0] + " " + route.get()[1]));
    assertThat(tried).isEqualTo(described);
  }

  @Test
  void namesEveryOperation() {
    Map<String, Map<String, Map<String, Object>>> paths =
        as(ADMIN).get("/q/openapi?format=json").then().extract().path("paths");
    paths.forEach(
        (path, methods) ->
            methods.forEach(
                (method, operation) ->
                    assertThat(operation).as("%s %s", method, path).containsKey("operationId")));
  }

  @Test
  void answersHealthToEverybodyAndMetricsToTokensOnly() {
    given().get("/q/health/ready").then().statusCode(200);
    given().get("/q/health").then().statusCode(200);
    isProblem(given().get("/q/metrics").then(), 401, "unauthenticated");
    isProblem(given().get("/q/openapi").then(), 401, "unauthenticated");
    String metrics =
        given()
            .header("Authorization", "Bearer " + ADMIN)
            .get("/q/metrics")
            .then()
            .statusCode(200)
            .extract()
            .asString();
    assertThat(metrics).contains("jvm_memory_used_bytes");
  }
}
