package io.sluice.catalog;

import static io.sluice.catalog.CatalogClient.BASE;
import static io.sluice.catalog.CatalogClient.as;
import static io.sluice.catalog.CatalogClient.isProblem;
import static io.sluice.catalog.CatalogClient.register;
import static io.sluice.catalog.CatalogClient.scoped;
import static io.sluice.catalog.CatalogClient.token;
import static io.sluice.catalog.CatalogClient.unique;
import static io.sluice.catalog.CatalogTokens.ADMIN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.PostgresResource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Datasets, schema versions, lists and search over HTTP and PostgreSQL. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "catalog"))
@WithTestResource(CatalogTokens.class)
class DatasetRoutesTest {

  private static final String FULL =
      """
      {"namespace":"file","name":"%s","description":"Orders",
       "location":{"type":"file","path":"sales/${batch}.csv","format":"csv"},
       "owners":[{"name":"team:sales","type":"BUSINESS"}],"tags":["finance","daily"]}""";

  @Test
  void registersDatasetAndAnswersIt() {
    String name = unique("sales/daily");
    as(ADMIN)
        .body(FULL.formatted(name))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201)
        .body("namespace", equalTo("file"))
        .body("name", equalTo(name))
        .body("location.path", equalTo("sales/${batch}.csv"))
        .body("owners[0].type", equalTo("business"))
        .body("tags", contains("daily", "finance"))
        .body("schema", nullValue());
    as(ADMIN)
        .get(BASE + "/datasets/file/" + name.replace("/", "%2F"))
        .then()
        .statusCode(200)
        .body("description", equalTo("Orders"))
        .body("links.self", equalTo(BASE + "/datasets/file/" + name.replace("/", "%2F")));
    as(ADMIN)
        .get(BASE + "/datasets/by-id?namespace=file&name=" + name)
        .then()
        .statusCode(200)
        .body("name", equalTo(name));
  }

  /** The double that quality-server is tested against answers the same members. */
  @Test
  void answersEveryMemberAndNullWhereThereIsNoValue() {
    String name = unique("nulls");
    as(ADMIN)
        .body(
            Map.of(
                "namespace",
                "file",
                "name",
                name,
                "location",
                Map.of("type", "file", "path", "a.csv")))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201);

    as(ADMIN)
        .get(BASE + "/datasets/by-id?namespace=file&name=" + name)
        .then()
        .statusCode(200)
        .body(
            "keySet()",
            containsInAnyOrder(
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
                "links"))
        .body(
            "location.keySet()",
            containsInAnyOrder("type", "path", "format", "connection", "table", "options"))
        .body("location.connection", nullValue());
  }

  @Test
  void keepsWhatARegistrationLeavesOut() {
    String name = unique("d");
    as(ADMIN).body(FULL.formatted(name)).put(BASE + "/datasets").then().statusCode(201);
    as(ADMIN)
        .body(Map.of("namespace", "file", "name", name, "description", "New"))
        .put(BASE + "/datasets")
        .then()
        .statusCode(200)
        .body("description", equalTo("New"))
        .body("tags", contains("daily", "finance"))
        .body("owners[0].name", equalTo("team:sales"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"x"}                                                  | /namespace
          {"namespace":"file","name":" "}                               | /name
          {"namespace":"file","name":"a\\u0000b"}                       | /name
          {"namespace":"file","name":"a\\ud800b"}                       | /name
          {"namespace":"file","name":"x","tags":["a",null]}             | /tags/1
          {"namespace":"file","name":"x","owners":[{"name":"a","type":"x"}]} | /owners/0/type
          {"namespace":"file","name":"x","location":{"type":"file"}}    | /location
          {"namespace":"file","name":"x","location":{"type":"ftp","path":"a"}} | /location
          {"namespace":"file","name":"x","surprise":1}                  | /surprise
          """)
  void namesThePlaceOfAFault(String body, String pointer) {
    isProblem(as(ADMIN).body(body).put(BASE + "/datasets").then(), 400, "invalid-request")
        .body("pointer", equalTo(pointer));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"namespace":"file","name":"."}         | /name
          {"namespace":"file","name":".."}        | /name
          {"namespace":"..","name":"a"}           | /namespace
          {"namespace":"file","name":"a\\nb"}     | /name
          {"namespace":"fi\\tle","name":"a"}      | /namespace
          """)
  void refusesNamesThatNoPathOrLineCanHold(String body, String pointer) {
    isProblem(as(ADMIN).body(body).put(BASE + "/datasets").then(), 400, "invalid-request")
        .body("pointer", equalTo(pointer));
  }

  @Test
  void saysWithA405WhatThePathTakes() {
    as(ADMIN).delete(BASE + "/datasets").then().statusCode(405).header("Allow", "GET, HEAD, PUT");
    as(ADMIN)
        .delete(BASE + "/datasets/file/a%2Fb")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD, PATCH");
  }

  @Test
  void refusesRequestWithoutBody() {
    isProblem(as(ADMIN).put(BASE + "/datasets").then(), 400, "invalid-request");
  }

  @Test
  void answersUnknownDatasetWithProblem() {
    isProblem(as(ADMIN).get(BASE + "/datasets/file/nowhere").then(), 404, "unknown-dataset");
  }

  @Test
  void makesNewSchemaVersionOnlyIfColumnsDiffer() {
    String name = unique("d");
    register(name);
    String route = BASE + "/datasets/file/" + name + "/schema";
    String one = "{\"columns\":[{\"name\":\"id\",\"type\":\"DECIMAL(10,2)\"}]}";
    String same = "{\"columns\":[{\"name\":\"id\",\"type\":\"decimal(10, 2)\",\"nullable\":true}]}";
    String two = "{\"columns\":[{\"name\":\"id\",\"type\":\"integer\",\"nullable\":false}]}";
    as(ADMIN).body(one).put(route).then().statusCode(201).body("version", equalTo(1));
    as(ADMIN).body(same).put(route).then().statusCode(200).body("version", equalTo(1));
    as(ADMIN).body(two).put(route).then().statusCode(201).body("version", equalTo(2));
    as(ADMIN)
        .get(BASE + "/datasets/file/" + name)
        .then()
        .body("currentSchemaVersion", equalTo(2))
        .body("schema.columns[0].type", equalTo("integer"));
    as(ADMIN).get(route + "/versions/1").then().body("columns[0].type", equalTo("decimal(10,2)"));
    as(ADMIN).get(route + "/versions").then().body("items.version", contains(2, 1));
    isProblem(as(ADMIN).get(route + "/versions/3").then(), 404, "unknown-schema-version");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"columns":[{"name":"a","type":"int"}]}                                     | /columns/0/type
          {"columns":[{"name":"a","type":"date"},{"name":"a","type":"date"}]}         | /columns/1/name
          {"columns":[null]}                                                          | /columns/0
          {}                                                                          | /columns
          """)
  void refusesColumnsThatAreNone(String body, String pointer) {
    String name = unique("d");
    register(name);
    isProblem(
            as(ADMIN).body(body).put(BASE + "/datasets/file/" + name + "/schema").then(),
            400,
            "invalid-request")
        .body("pointer", equalTo(pointer));
  }

  @Test
  void refusesSchemaOfUnknownDataset() {
    isProblem(
        as(ADMIN).body("{\"columns\":[]}").put(BASE + "/datasets/file/nowhere/schema").then(),
        404,
        "unknown-dataset");
  }

  @Test
  void editsOnlyWhatAPatchNames() {
    String name = unique("d");
    as(ADMIN).body(FULL.formatted(name)).put(BASE + "/datasets").then().statusCode(201);
    as(ADMIN)
        .body("{\"tags\":[\"x\"]}")
        .patch(BASE + "/datasets/file/" + name)
        .then()
        .statusCode(200)
        .body("tags", contains("x"))
        .body("description", equalTo("Orders"));
    isProblem(
            as(ADMIN).body("{\"name\":\"y\"}").patch(BASE + "/datasets/file/" + name).then(),
            400,
            "invalid-request")
        .body("pointer", equalTo("/name"));
  }

  @Test
  void letsAnOwnerEditItsOwnDatasetsOnly() {
    String owner = unique("owner");
    String token = token(Map.of("name", owner, "roles", List.of("owner")));
    String own = unique("own");
    String other = unique("other");
    register(own);
    register(other);
    as(ADMIN)
        .body(List.of(Map.of("name", "token:" + owner, "type", "technical")))
        .put(BASE + "/datasets/file/" + own + "/owners")
        .then()
        .statusCode(200)
        .body("owners[0].name", equalTo("token:" + owner));
    String change = "{\"description\":\"mine\"}";
    as(token).body(change).patch(BASE + "/datasets/file/" + own).then().statusCode(200);
    isProblem(
        as(token).body(change).patch(BASE + "/datasets/file/" + other).then(), 403, "not-owned");
    isProblem(
        as(token)
            .body(Map.of("namespace", "file", "name", other, "description", "mine"))
            .put(BASE + "/datasets")
            .then(),
        403,
        "not-owned");
  }

  @Test
  void letsARunnerRegisterAgainButNotChange() {
    String runner = token("runner");
    String name = unique("d");
    as(runner).body(FULL.formatted(name)).put(BASE + "/datasets").then().statusCode(201);
    as(runner).body(FULL.formatted(name)).put(BASE + "/datasets").then().statusCode(200);
    isProblem(
        as(runner)
            .body(FULL.formatted(name).replace("Orders", "Mine"))
            .put(BASE + "/datasets")
            .then(),
        403,
        "forbidden");
  }

  @Test
  void confinesAScopedTokenToItsDatasets() {
    String prefix = unique("scope_%");
    String encoded = prefix.replace("%", "%25");
    String token = scoped("runner", prefix + "*");
    register(prefix + "-a");
    String outside = unique("outside");
    register(outside);
    as(token).get(BASE + "/datasets/file/" + encoded + "-a").then().statusCode(200);
    isProblem(as(token).get(BASE + "/datasets/file/" + outside).then(), 404, "unknown-dataset");
    isProblem(
        as(token)
            .body(Map.of("namespace", "file", "name", unique("new")))
            .put(BASE + "/datasets")
            .then(),
        403,
        "out-of-scope");
    as(token).get(BASE + "/datasets").then().body("items.name", contains(prefix + "-a"));
  }

  @Test
  void pagesWithoutGapOrDouble() {
    String namespace = unique("ns");
    for (int i = 0; i < 7; i++) {
      as(ADMIN)
          .body(Map.of("namespace", namespace, "name", "d" + i))
          .put(BASE + "/datasets")
          .then()
          .statusCode(201);
    }
    List<String> seen = new ArrayList<>();
    String cursor = null;
    do {
      var page =
          as(ADMIN)
              .get(
                  BASE
                      + "/datasets?limit=3&namespace="
                      + namespace
                      + (cursor == null ? "" : "&cursor=" + cursor))
              .then()
              .statusCode(200)
              .extract();
      seen.addAll(page.path("items.name"));
      cursor = page.path("nextCursor");
    } while (cursor != null);
    assertThat(seen).containsExactly("d0", "d1", "d2", "d3", "d4", "d5", "d6");
    assertThat(new HashSet<>(seen)).hasSize(7);
  }

  @ParameterizedTest
  @CsvSource({
    "/datasets?limit=0",
    "/datasets?limit=501",
    "/datasets?cursor=x",
    "/datasets?cursor=MTp4",
    "/datasets?tag=%00",
    "/search",
    "/search?q=%20",
    "/search?q=%00",
    "/audit?cursor=MTp4"
  })
  void refusesUnreadableQuery(String query) {
    isProblem(as(ADMIN).get(BASE + query).then(), 400, "invalid-request");
  }

  @Test
  void findsTextWhateverItsCaseAndTakesWildcardsAsText() {
    String word = unique("w").replace("-", "");
    String name = word + "_100%x";
    as(ADMIN)
        .body(Map.of("namespace", "file", "name", name))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201);
    String decoy = word + "A100Bx";
    register(decoy);
    as(ADMIN)
        .get(BASE + "/search?q=" + word.toUpperCase(java.util.Locale.ROOT) + "_100%25")
        .then()
        .statusCode(200)
        .body("items.name", contains(name));
  }

  @Test
  void filtersByTagAndOwner() {
    String name = unique("d");
    String tag = unique("tag");
    as(ADMIN)
        .body(
            Map.of(
                "namespace",
                "file",
                "name",
                name,
                "tags",
                List.of(tag),
                "owners",
                List.of(Map.of("name", tag, "type", "steward"))))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201);
    as(ADMIN).get(BASE + "/datasets?tag=" + tag).then().body("items.name", contains(name));
    as(ADMIN).get(BASE + "/datasets?owner=" + tag).then().body("items.name", contains(name));
    as(ADMIN)
        .get(BASE + "/search?q=" + tag)
        .then()
        .body("items.name", contains(name))
        .body("items[0].owners.name", hasItem(tag));
    as(ADMIN)
        .get(BASE + "/datasets?tag=" + tag + "x")
        .then()
        .body("items.name", not(hasItem(name)));
  }
}
