package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.ask;
import static io.sluice.quality.server.testing.Sluice.badDay;
import static io.sluice.quality.server.testing.Sluice.by;
import static io.sluice.quality.server.testing.Sluice.gate;
import static io.sluice.quality.server.testing.Sluice.goodDay;
import static io.sluice.quality.server.testing.Sluice.put;
import static io.sluice.quality.server.testing.Sluice.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.sluice.access.testing.TestTokens;
import io.sluice.quality.server.testing.DataRoot;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QualityServerTest
class GateApiTest {

  private final NeighboursClient neighbours = new NeighboursClient();

  @BeforeEach
  void quiet() {
    neighbours.empty();
  }

  @Test
  void tenRequestsUnderOneKeyGetOneDecision() throws Exception {
    gate("keyed", "keyed/raw");
    goodDay("keyed/raw", "2026-01-01");
    ExecutorService pool = Executors.newFixedThreadPool(10);
    List<Callable<Response>> asks = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      asks.add(() -> askWithKey("keyed", "same-key", "{\"batch\":\"2026-01-01\"}"));
    }

    Set<String> ids = new HashSet<>();
    for (Future<Response> answer : pool.invokeAll(asks)) {
      assertThat(answer.get().statusCode()).isEqualTo(200);
      ids.add(answer.get().jsonPath().getString("id"));
    }
    pool.shutdown();

    assertThat(ids).hasSize(1);
    as("viewer").get("/gates/keyed/evaluations").then().body("items.id", contains(ids.toArray()));
  }

  private static Response askWithKey(String gate, String key, String body) {
    return as("runner")
        .contentType("application/json")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/gates/" + gate + "/evaluations");
  }

  @Test
  void aGateJudgesTheFilesWhereTheCatalogHasThem() {
    String dataset =
        """
        {"namespace":"file","name":"catalog-files/raw","owners":[],
         "location":{"type":"file","path":"catalog-files/raw/${batch}.csv"%s}}""";
    put(
        "catalog-files",
        """
        dataset: {namespace: file, name: catalog-files/raw}
        rules:
          - id: has-id
            expect_column_values_to_not_be_null: {column: id}
          - id: not-negative
            rows: "amount >= 0"
        """);
    goodDay("catalog-files/raw", "b1");
    badDay("catalog-files/raw", "b2");

    neighbours.dataset(dataset.formatted(""));
    ask("catalog-files", "b1").then().statusCode(200).body("decision", equalTo("PASS"));
    ask("catalog-files", "b2")
        .then()
        .statusCode(200)
        .body("status", equalTo("DECIDED"))
        .body("decision", equalTo("HALT"))
        .body("results.find { it.id == 'not-negative' }.unexpectedCount", equalTo(1));

    neighbours
        .empty()
        .dataset(dataset.formatted(",\"format\":\"csv\",\"options\":{\"delimiter\":\";\"}"));
    DataRoot.write("catalog-files/raw/b3.csv", "id;amount\n1;10.5\n");
    ask("catalog-files", "b3").then().statusCode(200).body("decision", equalTo("PASS"));
  }

  @Test
  void aKeyWithAnotherBodyIsRefused() {
    gate("rekeyed", "rekeyed/raw");
    goodDay("rekeyed/raw", "2026-01-01");
    askWithKey("rekeyed", "k", "{\"batch\":\"2026-01-01\"}").then().statusCode(200);

    askWithKey("rekeyed", "k", "{\"batch\":\"2026-01-02\"}")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("https://sluice.dev/problems/idempotency-key-reused"));
  }

  @Test
  void anotherCallersKeyIsAnotherKey() {
    gate("shared", "shared/raw");
    goodDay("shared/raw", "2026-01-01");
    String first =
        askWithKey("shared", "k", "{\"batch\":\"2026-01-01\"}").jsonPath().getString("id");

    String second =
        as("steward")
            .contentType("application/json")
            .header("Idempotency-Key", "k")
            .body("{\"batch\":\"2026-01-01\"}")
            .post("/gates/shared/evaluations")
            .jsonPath()
            .getString("id");

    assertThat(second).isNotEqualTo(first);
  }

  @Test
  void aHaltCanShowInTheStatus() {
    gate("status", "status/raw");
    badDay("status/raw", "2026-01-01");

    String id =
        as("runner")
            .contentType("application/json")
            .body("{\"batch\":\"2026-01-01\"}")
            .post("/gates/status/evaluations?onHalt=status")
            .then()
            .statusCode(409)
            .body("decision", equalTo("HALT"))
            .extract()
            .path("id");

    as("viewer").get("/evaluations/" + id).then().statusCode(200);
    as("viewer").get("/evaluations/" + id + "?onHalt=status").then().statusCode(409);
    as("viewer").get("/evaluations/" + id + "/ready").then().statusCode(409);
  }

  @Test
  void rangesAreIgnored() {
    gate("range", "range/raw");
    goodDay("range/raw", "2026-01-01");

    as("runner")
        .contentType("application/json")
        .header("Range", "bytes=0-10")
        .body("{\"batch\":\"2026-01-01\"}")
        .post("/gates/range/evaluations")
        .then()
        .statusCode(200)
        .body("decision", equalTo("PASS"));
  }

  @Test
  void samplesAreMaskedUnlessTheCallerMaySeeThem() {
    gate("masked", "masked/raw");
    badDay("masked/raw", "2026-01-01");
    String id = ask("masked", "2026-01-01").jsonPath().getString("id");
    String negative = "results.find { it.id == 'not-negative' }.";

    as("viewer")
        .get("/evaluations/" + id)
        .then()
        .body(negative + "unexpectedCount", equalTo(1))
        .body(negative + "unexpectedList.toString()", containsString("***"))
        .body(negative + "unexpectedList.toString()", not(containsString("-4")));
    as("steward")
        .get("/evaluations/" + id)
        .then()
        .body(negative + "unexpectedList.toString()", containsString("-4"));
  }

  @Test
  void ownersSeeSamplesOfWhatTheyOwnByTheCatalog() {
    gate("owned", "owned/raw");
    badDay("owned/raw", "2026-01-01");
    String id = ask("owned", "2026-01-01").jsonPath().getString("id");
    String samples = "results.find { it.id == 'not-negative' }.unexpectedList.toString()";

    as("owner").get("/evaluations/" + id).then().body(samples, containsString("***"));
    neighbours.dataset(
        """
        {"namespace":"file","name":"owned/raw",
         "owners":[{"name":"token:owner","type":"TECHNICAL"}],
         "location":{"type":"file","path":"owned/raw/${batch}.csv"}}""");
    as("owner").get("/evaluations/" + id).then().body(samples, containsString("-4"));
    neighbours.catalogDown(true);
    as("owner").get("/evaluations/" + id).then().body(samples, containsString("***"));
  }

  @Test
  void answersStayBelow64KilobytesHoweverManyRulesFail() {
    StringBuilder yaml =
        new StringBuilder(
            """
            dataset: {namespace: file, name: "many/raw"}
            source: {type: file, path: "many/raw/${batch}.csv"}
            rules:
            """);
    for (int i = 0; i < 300; i++) {
      yaml.append("  - {id: \"a-rule-with-a-rather-long-name-")
          .append(i)
          .append("\", rows: \"amount > ")
          .append(i + 100)
          .append("\", description: \"")
          .append("why ".repeat(40))
          .append("\"}\n");
    }
    put("many", yaml.toString());
    badDay("many/raw", "2026-01-01");

    Response answer = ask("many", "2026-01-01");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.asByteArray().length).isLessThan(64 * 1024);
    assertThat(answer.jsonPath().getString("decision")).isEqualTo("HALT");
  }

  @Test
  void theGateOfANewerBatchStaysAsItIsWhenAnOldOneIsJudgedAgain() {
    gate("order", "order/raw");
    goodDay("order/raw", "2026-01-01");
    goodDay("order/raw", "2026-01-02");
    ask("order", "2026-01-01");
    ask("order", "2026-01-02");
    badDay("order/raw", "2026-01-01");

    ask("order", "2026-01-01").then().body("decision", equalTo("HALT"));

    as("viewer")
        .get("/gates/order")
        .then()
        .body("lastEvaluation.batch", equalTo("2026-01-02"))
        .body("lastEvaluation.decision", equalTo("PASS"));
    as("viewer")
        .get("/gates?limit=500")
        .then()
        .body("items.find { it.gate == 'order' }.lastEvaluation.batch", equalTo("2026-01-02"));
  }

  @Test
  void evaluationsArePagedByCursor() {
    gate("paged", "paged/raw");
    for (int day = 1; day <= 3; day++) {
      goodDay("paged/raw", "2026-01-0" + day);
      ask("paged", "2026-01-0" + day);
    }

    String cursor =
        as("viewer")
            .get("/gates/paged/evaluations?limit=2")
            .then()
            .body("items.batch", contains("2026-01-03", "2026-01-02"))
            .extract()
            .path("nextCursor");

    as("viewer")
        .get("/gates/paged/evaluations?limit=2&cursor=" + cursor)
        .then()
        .body("items.batch", contains("2026-01-01"))
        .body("nextCursor", equalTo(null));
  }

  @Test
  void aTokenWithAScopeAsksGatesOfItsDatasetsOnly() {
    gate("scoped", "scoped/raw");
    goodDay("scoped/raw", "2026-01-01");
    String inside = TestTokens.scoped("runner", "file", "scoped/*");
    String outside = TestTokens.scoped("runner", "file", "other/*");
    String body = "{\"batch\":\"2026-01-01\"}";

    String id =
        by(inside)
            .contentType("application/json")
            .body(body)
            .post("/gates/scoped/evaluations")
            .then()
            .statusCode(200)
            .extract()
            .path("id");

    by(outside)
        .contentType("application/json")
        .body(body)
        .post("/gates/scoped/evaluations")
        .then()
        .statusCode(403)
        .body("type", equalTo("https://sluice.dev/problems/out-of-scope"));
    by(outside).get("/evaluations/" + id).then().statusCode(403);
    by(outside).get("/gates/scoped/decision?batch=2026-01-01").then().statusCode(403);
    by(outside).delete("/evaluations/" + id).then().statusCode(403);
  }

  @Test
  void whatIsUnknownIs404() {
    ask("nobody", "b")
        .then()
        .statusCode(404)
        .body("type", equalTo("https://sluice.dev/problems/unknown-gate"));
    as("viewer").get("/gates/nobody").then().statusCode(404);
    as("viewer").get("/gates/nobody/decision?batch=b").then().statusCode(404);
    as("viewer").get("/evaluations/00000000-0000-0000-0000-000000000001").then().statusCode(404);
    as("viewer").get("/evaluations/x/ready").then().statusCode(404);
    as("viewer").get("/rulesets/nobody").then().statusCode(404);
    as("viewer").get("/rulesets/nobody/versions").then().statusCode(404);
    as("viewer").get("/halts/x").then().statusCode(404);
  }

  @Test
  void whatIsWrongIsNamedWithItsPlace() {
    gate("wrong", "wrong/raw");

    as("runner")
        .contentType("application/json")
        .body("{\"batch\":\"b\",\"callbacks\":[{}]}")
        .post("/gates/wrong/evaluations")
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("https://sluice.dev/problems/not-yet-supported"))
        .body("pointer", equalTo("/callbacks"));
    as("runner")
        .contentType("application/json")
        .body("{\"batch\":\"b\",\"source\":{\"type\":\"file\"}}")
        .post("/gates/wrong/evaluations")
        .then()
        .statusCode(422)
        .body("pointer", containsString("/source"));
    as("runner")
        .contentType("application/json")
        .body("{oops")
        .post("/gates/wrong/evaluations")
        .then()
        .statusCode(400);
    as("viewer").get("/gates?limit=0").then().statusCode(400);
    as("viewer").get("/gates?cursor=%25").then().statusCode(400);
    as("viewer").get("/gates/wrong/decision").then().statusCode(400);
  }

  @Test
  void aSourceOutsideTheRootsIsNeverRead() {
    gate("escape", "escape/raw");

    as("runner")
        .contentType("application/json")
        .body(
            "{\"batch\":\"b\",\"source\":{\"type\":\"file\",\"path\":\"../../etc/passwd\","
                + "\"format\":\"csv\"}}")
        .post("/gates/escape/evaluations")
        .then()
        .statusCode(200)
        .body("status", equalTo("ERROR"))
        .body("decision", equalTo("HALT"))
        .body("message", not(containsString("root:")));
  }

  @Test
  void versionsNeverChangeAndTheSameTextIsTheSameVersion() {
    String one = rules("versions", "versions/raw", "");
    String two = rules("versions", "versions/raw", "gate: {staleAfter: PT1H}");

    putAs("steward", "versions", one).then().statusCode(201).header("ETag", "\"1\"");
    putAs("steward", "versions", one).then().statusCode(200).body("version", equalTo(1));
    putAs("steward", "versions", two).then().statusCode(201).body("version", equalTo(2));
    as("steward")
        .contentType("application/yaml")
        .header("If-Match", "\"1\"")
        .body(one.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/rulesets/versions")
        .then()
        .statusCode(412)
        .body("currentVersion", equalTo(2));

    as("viewer")
        .get("/rulesets/versions/versions/1")
        .then()
        .body("text", equalTo(one))
        .body("createdBy", equalTo("token:steward"));
    as("viewer").get("/rulesets/versions/versions").then().body("items.version", contains(2, 1));
    String yaml =
        as("viewer")
            .accept("application/yaml")
            .get("/rulesets/versions")
            .then()
            .contentType(containsString("application/yaml"))
            .extract()
            .asString();
    assertThat(yaml).isEqualTo(two);
    as("viewer").get("/rulesets?limit=500").then().body("items.name", hasItem("versions"));
  }

  private static Response putAs(String role, String gate, String yaml) {
    return as(role)
        .contentType("application/yaml")
        .body(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put("/rulesets/" + gate);
  }

  @Test
  void faultyRuleSetsAreRefusedWithEveryPlace() {
    putAs(
            "steward",
            "faulty",
            """
            dataset: {namespace: file, name: "faulty/raw"}
            rules:
              - expect_column_values_to_not_be_nul: {column: id}
              - rows: "amount >="
            """)
        .then()
        .statusCode(422)
        .contentType("application/problem+json")
        .body("type", equalTo("https://sluice.dev/problems/invalid-rule-set"))
        .body("faults.line", hasItems(3, 4))
        .body("faults.pointer", everyItem(notNullValue()))
        .body("faults[0].hint", containsString("expect_column_values_to_not_be_null"));
    as("viewer").get("/rulesets/faulty").then().statusCode(404);
  }

  @Test
  void rulesAreTypedAgainstTheCatalogsSchema() {
    neighbours.dataset(
        """
        {"namespace":"file","name":"typed/raw","owners":[],
         "schema":{"version":1,"columns":[{"name":"id","type":"integer","nullable":true}]}}""");

    putAs("steward", "typed", rules("typed", "typed/raw", ""))
        .then()
        .statusCode(422)
        .body("faults[0].message", containsString("amount"));
  }

  @Test
  void rulesOfUnknownDatasetsAreSavedWithAWarning() {
    putAs("steward", "untyped", rules("untyped", "untyped/raw", ""))
        .then()
        .statusCode(201)
        .body("warnings[0]", containsString("first evaluation"));
  }

  @Test
  void ownersSaveRulesOfWhatTheyOwnOnly() {
    String yaml = rules("mine", "mine/raw", "");
    putAs("owner", "mine", yaml)
        .then()
        .statusCode(403)
        .body("type", equalTo("https://sluice.dev/problems/not-owner"));
    neighbours.dataset(
        """
        {"namespace":"file","name":"mine/raw",
         "owners":[{"name":"token:owner","type":"BUSINESS"}]}""");

    putAs("owner", "mine", yaml).then().statusCode(201);
    // The gate of another dataset cannot be taken over by pointing it at one's own.
    gate("theirs", "theirs/raw");
    putAs("owner", "theirs", rules("theirs", "mine/raw", "")).then().statusCode(403);
    neighbours.catalogDown(true);
    putAs("owner", "mine", yaml).then().statusCode(503);
  }

  @Test
  void aSuiteOfGreatExpectationsIsARuleSet() {
    as("steward")
        .contentType("application/json")
        .body(
            """
            {"name":"suite","expectations":[{"type":"expect_column_values_to_not_be_null",
             "kwargs":{"column":"id"}}]}""")
        .put("/rulesets/suite")
        .then()
        .statusCode(201);
    goodDay("suite/raw", "b");

    as("runner")
        .contentType("application/json")
        .body("{\"batch\":\"b\",\"source\":{\"type\":\"file\",\"path\":\"suite/raw/b.csv\"}}")
        .post("/gates/suite/evaluations")
        .then()
        .body("decision", equalTo("PASS"));
  }

  @Test
  void checksAnswerInTheFixedShape() {
    as("admin")
        .contentType("application/json")
        .body(
            """
            {"source":{"type":"inline","columns":{"a":"integer","b":"string"},
              "rows":[[1,"x"],[null,"y"]]},
             "rules":[{"expect_column_values_to_not_be_null":{"column":"a"}},
                      {"expect_column_values_to_not_be_null":{"column":"nope"}}],
             "resultFormat":"COMPLETE"}""")
        .post("/checks")
        .then()
        .statusCode(200)
        .body("decision", equalTo("HALT"))
        .body("success", equalTo(false))
        .body("results.status", contains("FAILED", "ERRORED"))
        .body("results[0].unexpectedCount", equalTo(1))
        .body("results[0].unexpectedPercent", equalTo(50.0f))
        .body("results[1].error", containsString("nope"))
        .body("statistics.rows", equalTo(2))
        .body("statistics.scans", lessThan(3));
  }

  @Test
  void checksByRunnersMaskSamples() {
    String body =
        """
        {"source":{"type":"inline","columns":{"b":"string"},"rows":[["secret"]]},
         "rules":[{"expect_column_values_to_be_in_set":{"column":"b","value_set":["x"]}}]}""";

    as("runner")
        .contentType("application/json")
        .body(body)
        .post("/checks")
        .then()
        .body("results[0].unexpectedList", contains("***"))
        .body("toString()", not(containsString("secret")));
    as("owner")
        .contentType("application/json")
        .body(body)
        .post("/checks")
        .then()
        .body("results[0].unexpectedList", contains("secret"));
  }

  @Test
  void malformedChecksAreProblems() {
    for (String body :
        List.of("{", "[]", "{\"rules\":[]}", "{\"source\":{\"type\":\"ftp\"},\"rules\":[]}")) {
      Response answer = as("runner").contentType("application/json").body(body).post("/checks");
      assertThat(answer.statusCode()).as(body).isBetween(400, 499);
      assertThat(answer.contentType()).as(body).contains("application/problem+json");
    }
    as("runner")
        .contentType("application/json")
        .body(
            "{\"source\":{\"type\":\"file\",\"path\":\"/etc/passwd\",\"format\":\"csv\"},"
                + "\"rules\":[{\"expect_column_to_exist\":{\"column\":\"a\"}}]}")
        .post("/checks")
        .then()
        .statusCode(422)
        .body("type", equalTo("https://sluice.dev/problems/source-refused"));
  }
}
