package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.ask;
import static io.sluice.quality.server.testing.Sluice.badDay;
import static io.sluice.quality.server.testing.Sluice.by;
import static io.sluice.quality.server.testing.Sluice.gate;
import static io.sluice.quality.server.testing.Sluice.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.access.CallerKind;
import io.sluice.access.DatasetScope;
import io.sluice.access.testing.TestTokens;
import io.sluice.quality.server.testing.DataRoot;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a token confined to datasets may name and see, and what nobody may see in reasons. */
@QuarkusTest
@QualityServerTest
class ConfinementTest {

  private static final String OUT_OF_SCOPE = "https://sluice.dev/problems/out-of-scope";

  private final NeighboursClient neighbours = new NeighboursClient();

  @BeforeEach
  void quiet() {
    neighbours.empty();
  }

  private static String confined(String name) {
    return TestTokens.issue(
        CallerKind.TOKEN,
        "token:confined-" + name.replace("*", ""),
        Optional.of(List.of(new DatasetScope("file", name))),
        "runner",
        "owner",
        "steward");
  }

  private static Response save(String token, String name, String text) {
    return by(token)
        .contentType("application/yaml")
        .body(text.getBytes(StandardCharsets.UTF_8))
        .put("/rulesets/" + name);
  }

  private static Response post(String token, String gate, String body) {
    return by(token)
        .contentType("application/json")
        .body(body)
        .post("/gates/" + gate + "/evaluations");
  }

  @Test
  void aConfinedTokenMayNotSayWhereTheDataIs() {
    gate("confined-ask", "confined-ask/raw");
    DataRoot.write("payroll/2026.csv", "id,amount\n1,-4\n");

    post(
            confined("confined-ask/*"),
            "confined-ask",
            "{\"batch\":\"b\",\"source\":{\"type\":\"file\",\"path\":\"payroll/2026.csv\"}}")
        .then()
        .statusCode(403)
        .body("type", equalTo(OUT_OF_SCOPE))
        .body("pointer", equalTo("/source"));
  }

  @Test
  void aConfinedTokensRulesReadTheCatalogsLocationOnly() {
    String token = confined("confined-save/*");
    String text = rules("confined-save", "confined-save/raw", "");

    save(token, "confined-save", text).then().statusCode(403).body("type", equalTo(OUT_OF_SCOPE));

    neighbours.dataset(
        """
        {"namespace":"file","name":"confined-save/raw","owners":[],
         "location":{"type":"file","path":"confined-save/raw/${batch}.csv"}}""");
    save(token, "confined-save", text).then().statusCode(201);
  }

  @Test
  void aConfinedTokenSeesStarsInsteadOfSamples() {
    gate("confined-stars", "confined-stars/raw");
    badDay("confined-stars/raw", "d");

    post(confined("confined-stars/*"), "confined-stars", "{\"batch\":\"d\"}")
        .then()
        .statusCode(200)
        .body("results.unexpectedList.toString()", not(containsString("-4")));
  }

  @Test
  void ownersSeeSamplesOfTheirDatasetWhereTheCatalogHasItOnly() {
    gate("owned-here", "owned-here/raw");
    badDay("owned-here/raw", "d");
    String dataset =
        """
        {"namespace":"file","name":"owned-here/raw","owners":[{"name":"token:owner"}],
         "location":{"type":"file","path":"%s/${batch}.csv"}}""";
    neighbours.dataset(dataset.formatted("elsewhere"));
    String id = ask("owned-here", "d").jsonPath().getString("id");
    as("owner")
        .get("/evaluations/" + id)
        .then()
        .body("results.unexpectedList.toString()", not(containsString("-4")));

    neighbours.empty().dataset(dataset.formatted("owned-here/raw"));
    as("owner")
        .get("/evaluations/" + id)
        .then()
        .body("results.unexpectedList.toString()", containsString("-4"));
  }

  @Test
  void aConfinedTokenReadsAndListsNothingElse() {
    gate("walled", "walled/raw");
    gate("walled-off", "hidden/raw");
    badDay("walled/raw", "d");
    badDay("hidden/raw", "d");
    ask("walled", "d");
    ask("walled-off", "d");
    String token = confined("walled/*");
    String hidden =
        as("viewer")
            .get("/halts?open=true&limit=500")
            .jsonPath()
            .getString("items.find { it.gate == 'walled-off' }.id");

    by(token).get("/rulesets/walled-off").then().statusCode(403);
    by(token).get("/rulesets/walled-off/versions").then().statusCode(403);
    by(token).get("/rulesets/walled-off/versions/1").then().statusCode(403);
    by(token).get("/halts/" + hidden).then().statusCode(403);
    by(token).get("/rulesets/walled").then().statusCode(200);
    by(token)
        .get("/gates?limit=1")
        .then()
        .body("items.gate", equalTo(List.of("walled")))
        .body("nextCursor", equalTo(null));
    by(token)
        .get("/rulesets?limit=1")
        .then()
        .body("items.name", equalTo(List.of("walled")))
        .body("nextCursor", equalTo(null));
    by(token).get("/halts").then().body("items.gate", everyItem(equalTo("walled")));
    by(token).get("/halts").then().body("items.gate", hasItem("walled"));
  }

  @Test
  void observedTextReachesNoReasonNoHaltAndNoEvent() {
    save(
            TestTokens.of("steward"),
            "quiet-reasons",
            """
            dataset: {namespace: file, name: quiet/raw}
            source: {type: file, path: "quiet/${batch}.csv"}
            rules:
              - expect_column_max_to_be_between: {column: ssn, max_value: "0"}
              - assert: "max('ssn') < '0'"
            """)
        .then()
        .statusCode(201);
    DataRoot.write("quiet/d.csv", "ssn\n123-45-6789\n");

    String id = ask("quiet-reasons", "d").jsonPath().getString("id");

    assertThat(as("viewer").get("/evaluations/" + id).asString())
        .contains("RULE_FAILED")
        .doesNotContain("123-45");
    assertThat(as("viewer").get("/gates/quiet-reasons").asString()).doesNotContain("123-45");
    assertThat(as("viewer").get("/halts").asString()).doesNotContain("123-45");
    assertThat(neighbours.events(id, 2).toString()).doesNotContain("123-45");
  }

  @Test
  void oddNamesAndParametersAreRefused() {
    save(TestTokens.of("steward"), "odd;b", rules("odd", "odd/raw", "")).then().statusCode(400);
    as("viewer").get("/rulesets/odd").then().statusCode(404);
    as("viewer").get("/halts?open=maybe").then().statusCode(400).body("parameter", equalTo("open"));
    gate("odd", "odd/raw");
    post(TestTokens.of("runner"), "odd", "{\"batch\":\"a\\ud800b\"}")
        .then()
        .statusCode(422)
        .body("pointer", equalTo("/batch"));
  }

  @Test
  void aSuiteIsKeptUnderTheNameOfThePath() {
    as("steward")
        .contentType("application/json")
        .body(
            """
            {"name":"another","expectations":[{"type":"expect_column_values_to_not_be_null",
             "kwargs":{"column":"id"}}]}""")
        .put("/rulesets/renamed-suite")
        .then()
        .statusCode(201)
        .body("name", equalTo("renamed-suite"))
        .body("warnings", hasItem(startsWith("the suite is called 'another'")));
  }
}
