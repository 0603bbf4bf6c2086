package io.sluice.quality.server.testing;

import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.sluice.access.testing.TestTokens;

/** The requests that tests make, in the words of the API. */
public final class Sluice {

  private static final String BASE = "/api/quality/v1";

  private Sluice() {}

  /** A request by a token of that role. */
  public static RequestSpecification as(String role) {
    return by(TestTokens.of(role));
  }

  /** A request by that token. */
  public static RequestSpecification by(String token) {
    return given().header("Authorization", "Bearer " + token).basePath(BASE);
  }

  /** A rule set over a CSV per batch: ids are there, amounts are not negative. */
  public static String rules(String gate, String dataset, String gatePolicy) {
    return """
        ruleset: %s
        dataset: {namespace: file, name: "%s"}
        source: {type: file, path: "%s/${batch}.csv"}
        %s
        rules:
          - id: has-id
            expect_column_values_to_not_be_null: {column: id}
          - id: not-negative
            rows: "amount >= 0"
        """
        .formatted(gate, dataset, dataset, gatePolicy);
  }

  /** Saves such a rule set as a steward. */
  public static void gate(String gate, String dataset) {
    put(gate, rules(gate, dataset, ""));
  }

  /** Saves a document as a steward. */
  public static void put(String gate, String yaml) {
    as("steward")
        .contentType("application/yaml")
        .body(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/rulesets/" + gate)
        .then()
        .statusCode(org.hamcrest.Matchers.oneOf(200, 201));
  }

  /** A good day of that dataset. */
  public static void goodDay(String dataset, String batch) {
    DataRoot.write(dataset + "/" + batch + ".csv", "id,amount\n1,10.5\n2,0\n3,7\n");
  }

  /** A bad day of that dataset: an amount is negative. */
  public static void badDay(String dataset, String batch) {
    DataRoot.write(dataset + "/" + batch + ".csv", "id,amount\n1,10.5\n2,-4\n,7\n");
  }

  /** Asks a gate as a runner. */
  public static Response ask(String gate, String batch) {
    return as("runner")
        .contentType("application/json")
        .body("{\"batch\":\"" + batch + "\"}")
        .post("/gates/" + gate + "/evaluations");
  }
}
