package io.sluice.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Calls the catalog as its users do. */
final class CatalogClient {

  static final String BASE = "/api/catalog/v1";

  private CatalogClient() {}

  static RequestSpecification as(String token) {
    return given()
        .urlEncodingEnabled(false)
        .header("Authorization", "Bearer " + token)
        .contentType("application/json");
  }

  /** A new API token with those roles. */
  static String token(String... roles) {
    return token(Map.of("name", unique("t"), "roles", List.of(roles)));
  }

  /** A new API token with that role, confined to those names of the namespace file. */
  static String scoped(String role, String name) {
    return token(
        Map.of(
            "name",
            unique("t"),
            "roles",
            List.of(role),
            "datasets",
            List.of(Map.of("namespace", "file", "name", name))));
  }

  static String token(Map<String, Object> body) {
    return as(CatalogTokens.ADMIN)
        .body(body)
        .post(BASE + "/tokens")
        .then()
        .statusCode(201)
        .extract()
        .path("token");
  }

  /** Registers an empty dataset of the namespace file. */
  static void register(String name) {
    as(CatalogTokens.ADMIN)
        .body(Map.of("namespace", "file", "name", name))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201);
  }

  static String unique(String prefix) {
    return prefix + "-" + UUID.randomUUID();
  }

  static ValidatableResponse isProblem(ValidatableResponse response, int status, String slug) {
    return response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("https://sluice.dev/problems/" + slug));
  }
}
