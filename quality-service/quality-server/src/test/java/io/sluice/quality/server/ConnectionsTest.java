package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.ask;
import static io.sluice.quality.server.testing.Sluice.by;
import static io.sluice.quality.server.testing.Sluice.put;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.testing.PostgresResource;
import io.sluice.access.testing.TestTokens;
import io.sluice.quality.server.testing.DataRoot;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases are registered by name, without their passwords, and rules are judged in them. */
@QuarkusTest
@QualityServerTest
class ConnectionsTest {

  private static final String URL =
      PostgresResource.serverUrl().replaceFirst("\\?.*", "").replace("127.0.0.1", "localhost");

  @BeforeEach
  void aTableAndARoleThatMayOnlyRead() throws SQLException {
    new NeighboursClient().empty();
    try (Connection connection = DriverManager.getConnection(PostgresResource.serverUrl());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          DO $$ BEGIN
            IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'reader') THEN
              CREATE ROLE reader LOGIN PASSWORD 'hunter2';
            END IF;
          END $$;
          CREATE SCHEMA IF NOT EXISTS shop;
          GRANT USAGE ON SCHEMA shop TO reader;
          DROP TABLE IF EXISTS shop.orders;
          CREATE TABLE shop.orders (id int, amount numeric(10,2), day date);
          INSERT INTO shop.orders VALUES (1, 10.5, '2026-01-31'), (2, -4, '2026-02-01');
          GRANT SELECT ON shop.orders TO reader""");
    }
    DataRoot.write("home/secrets/connections/warehouse", "hunter2\n");
  }

  private static Response register(String role, String name, String body) {
    return as(role).contentType("application/json").body(body).put("/connections/" + name);
  }

  private static String body(String url, String password) {
    return "{\"type\":\"postgresql\",\"url\":\""
        + url
        + "\",\"user\":\"reader\",\"password\":"
        + password
        + "}";
  }

  private static void warehouse() {
    register("steward", "warehouse", body(URL, "{\"file\":\"warehouse\"}"));
  }

  private static Response check(String token, String source, String rule) {
    return by(token)
        .contentType("application/json")
        .body("{\"source\":" + source + ",\"rules\":[" + rule + "]}")
        .post("/checks");
  }

  @Test
  void isRegisteredShownTriedAndForgotten() {
    as("admin").delete("/connections/fresh");
    register("steward", "fresh", body(URL, "{\"file\":\"warehouse\"}"))
        .then()
        .statusCode(201)
        .body("password.file", equalTo("warehouse"))
        .body("toString()", not(containsString("hunter2")));
    register("admin", "fresh", body(URL + "?sslmode=prefer", "{\"file\":\"warehouse\"}"))
        .then()
        .statusCode(200);

    as("runner")
        .get("/connections/fresh")
        .then()
        .statusCode(200)
        .body("url", equalTo(URL + "?sslmode=prefer"))
        .body("user", equalTo("reader"))
        .body("updatedBy", equalTo("token:admin"));
    as("runner").get("/connections").then().body("items.name", hasItem("fresh"));
    as("steward")
        .post("/connections/fresh/test")
        .then()
        .statusCode(200)
        .body("ok", equalTo(true))
        .body("server", startsWith("18"));
    as("steward").delete("/connections/fresh").then().statusCode(204);
    as("steward").get("/connections/fresh").then().statusCode(404);
    as("steward").post("/connections/fresh/test").then().statusCode(404);
  }

  @Test
  void judgesATableWhereItIs() {
    warehouse();

    check(
            TestTokens.of("steward"),
            "{\"type\":\"table\",\"connection\":\"warehouse\",\"table\":\"shop.orders\"}",
            "{\"rows\":\"amount >= 0\"}")
        .then()
        .statusCode(200)
        .body("decision", equalTo("HALT"))
        .body("statistics.engine", equalTo("postgresql"))
        .body("results[0].unexpectedCount", equalTo(1));
    check(
            TestTokens.of("runner"),
            "{\"type\":\"table\",\"connection\":\"warehouse\","
                + "\"query\":\"SELECT * FROM shop.orders WHERE amount > 0\"}",
            "{\"rows\":\"amount >= 0\"}")
        .then()
        .statusCode(200)
        .body("decision", equalTo("PASS"));
  }

  @Test
  void aGateJudgesTheBatchThatAQueryTakes() {
    warehouse();
    put(
        "orders-by-day",
        """
        ruleset: orders-by-day
        dataset: {namespace: "postgres://localhost", name: shop.orders}
        source:
          type: table
          connection: warehouse
          query: SELECT * FROM shop.orders WHERE day = ${batch}
        rules:
          - assert: row_count == 1
          - rows: amount >= 0
        """);

    ask("orders-by-day", "2026-01-31")
        .then()
        .statusCode(200)
        .body("decision", equalTo("PASS"))
        .body("dataDigest", startsWith("postgresql:"));
    ask("orders-by-day", "2026-02-01").then().body("decision", equalTo("HALT"));
    ask("orders-by-day", "' OR true --").then().body("decision", equalTo("HALT"));
  }

  @Test
  void aGateJudgesTheTableWhereTheCatalogHasIt() {
    warehouse();
    new NeighboursClient()
        .dataset(
            """
            {"namespace":"postgres://localhost","name":"shop.orders","owners":[],
             "location":{"type":"table","connection":"warehouse","table":"shop.orders"}}""");
    put(
        "orders-at-the-catalogs-table",
        """
        dataset: {namespace: "postgres://localhost", name: shop.orders}
        rules:
          - assert: row_count == 2
          - id: not-negative
            rows: amount >= 0
        """);

    ask("orders-at-the-catalogs-table", "2026-01-31")
        .then()
        .statusCode(200)
        .body("status", equalTo("DECIDED"))
        .body("decision", equalTo("HALT"))
        .body("dataDigest", startsWith("postgresql:"))
        .body("results[0].success", equalTo(true))
        .body("results[1].unexpectedCount", equalTo(1));
  }

  @Test
  void aTokenThatIsConfinedNamesNoDatabase() {
    warehouse();
    String token =
        TestTokens.issue(
            CallerKind.TOKEN,
            "token:confined-to-shop",
            Optional.of(List.of(new DatasetScope("postgres://localhost", "shop.*"))),
            "steward");

    check(
            token,
            "{\"type\":\"table\",\"connection\":\"warehouse\",\"table\":\"shop.orders\"}",
            "{\"rows\":\"amount >= 0\"}")
        .then()
        .statusCode(403);
    by(token).get("/connections").then().statusCode(403);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '^',
      value = {
        "jdbc:postgresql://user:pw@localhost/x | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://localhost/x?user=y&password=topsecret | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://localhost/x?socketFactory=Evil | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://localhost/x?options=-c%20a=b | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://localhost,169.254.169.254/x | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://10.0.0.7/x | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://db.example.invalid/x | {\"file\":\"a\"} | /url",
        "jdbc:duckdb: | {\"file\":\"a\"} | /url",
        "jdbc:postgresql://localhost/x | \"topsecret\" | /password",
        "jdbc:postgresql://localhost/x | {\"env\":\"PATH\"} | /password/env",
        "jdbc:postgresql://localhost/x | {\"env\":\"SLUICE_SERVICE_TOKEN\"} | /password/env",
        "jdbc:postgresql://localhost/x | {\"file\":\"../admin.token\"} | /password/file",
        "jdbc:postgresql://localhost/x | {\"file\":\"a\",\"env\":\"SLUICE_SECRET_A\"} | /password",
      })
  void refusesWhatItShouldNotCallOrRead(String url, String password, String pointer) {
    register("admin", "refused", body(url, password))
        .then()
        .statusCode(422)
        .body("type", equalTo("https://sluice.dev/problems/invalid-connection"))
        .body("pointer", equalTo(pointer))
        .body("detail", not(containsString("topsecret")));
    as("admin").get("/connections/refused").then().statusCode(404);
  }

  @Test
  void saysWhatIsWrongWithASource() {
    warehouse();
    register("steward", "keyless", body(URL, "{\"file\":\"nothing-here\"}"));

    reason("{\"type\":\"table\",\"connection\":\"nobody\",\"table\":\"t\"}", "CONNECTION_UNKNOWN");
    reason("{\"type\":\"table\",\"connection\":\"keyless\",\"table\":\"t\"}", "SECRET_MISSING");
    reason("{\"type\":\"table\",\"connection\":\"warehouse\",\"table\":\"t\"}", "SOURCE_NOT_FOUND");
    reason(
        "{\"type\":\"table\",\"connection\":\"warehouse\",\"query\":\"DELETE FROM shop.orders\"}",
        "SOURCE_UNREADABLE");
    check(
            TestTokens.of("runner"),
            "{\"type\":\"table\",\"connection\":\"warehouse\",\"table\":\"a\",\"query\":\"b\"}",
            "{\"rows\":\"a > 0\"}")
        .then()
        .statusCode(422)
        .body("pointer", startsWith("/source"));
  }

  private static void reason(String source, String reason) {
    check(TestTokens.of("runner"), source, "{\"rows\":\"a > 0\"}")
        .then()
        .statusCode(422)
        .body("reason", equalTo(reason));
  }
}
