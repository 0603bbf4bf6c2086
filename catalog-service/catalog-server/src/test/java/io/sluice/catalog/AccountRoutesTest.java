package io.sluice.catalog;

import static io.sluice.catalog.CatalogClient.BASE;
import static io.sluice.catalog.CatalogClient.as;
import static io.sluice.catalog.CatalogClient.isProblem;
import static io.sluice.catalog.CatalogClient.scoped;
import static io.sluice.catalog.CatalogClient.token;
import static io.sluice.catalog.CatalogClient.unique;
import static io.sluice.catalog.CatalogTokens.ADMIN;
import static io.sluice.catalog.CatalogTokens.GATEWAY;
import static io.sluice.catalog.CatalogTokens.ROTATED_ADMIN;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sluice.access.testing.PostgresResource;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tokens, service accounts, sessions and the audit log over HTTP and PostgreSQL. */
@QuarkusTest
@WithTestResource(
    value = PostgresResource.class,
    initArgs = @ResourceArg(name = PostgresResource.ROLE, value = "catalog"))
@WithTestResource(CatalogTokens.class)
class AccountRoutesTest {

  @AfterEach
  void adminIsBack() {
    CatalogTokens.write(ADMIN);
  }

  private static ValidatableResponse introspect(String token) {
    return as(GATEWAY)
        .body(Map.of("token", token))
        .post(BASE + "/tokens/introspect")
        .then()
        .statusCode(200);
  }

  private static ValidatableResponse signIn(String user, String password) {
    return as(GATEWAY)
        .body(Map.of("user", user, "password", password))
        .post(BASE + "/sessions")
        .then();
  }

  @Test
  void issuesTokenOnceAndRevokesIt() {
    String name = unique("etl");
    var issued =
        as(ADMIN)
            .body(Map.of("name", name, "roles", List.of("runner"), "expiresIn", "P90D"))
            .post(BASE + "/tokens")
            .then()
            .statusCode(201)
            .header("Cache-Control", "no-store")
            .body("token", matchesPattern("slu_t_[A-Za-z0-9_-]{43}"))
            .body("subject", equalTo("token:" + name))
            .extract();
    String token = issued.path("token");
    introspect(token)
        .body("active", equalTo(true))
        .body("subject", equalTo("token:" + name))
        .body("kind", equalTo("TOKEN"))
        .body("roles", contains("runner"))
        .body("datasets", nullValue());
    as(ADMIN)
        .get(BASE + "/tokens?limit=500")
        .then()
        .body("items.name", hasItem(name))
        .body("items[0]", not(hasKey("token")));
    String route = BASE + "/tokens/" + issued.path("id");
    as(ADMIN).delete(route).then().statusCode(204);
    introspect(token).body("active", equalTo(false)).body("$", not(hasKey("subject")));
    as(token).get(BASE + "/me").then().statusCode(401);
    as(ADMIN).delete(route).then().statusCode(204);
  }

  @Test
  void refusesNameThatIsInUseUntilItIsRevoked() {
    Map<String, Object> wanted = Map.of("name", unique("n"), "roles", List.of("viewer"));
    String id =
        as(ADMIN).body(wanted).post(BASE + "/tokens").then().statusCode(201).extract().path("id");
    isProblem(as(ADMIN).body(wanted).post(BASE + "/tokens").then(), 409, "name-taken");
    as(ADMIN).delete(BASE + "/tokens/" + id).then().statusCode(204);
    as(ADMIN).body(wanted).post(BASE + "/tokens").then().statusCode(201);
  }

  @Test
  void expiresToken() throws InterruptedException {
    String token =
        token(Map.of("name", unique("t"), "roles", List.of("viewer"), "expiresIn", "PT0.2S"));
    Thread.sleep(300);
    introspect(token).body("active", equalTo(false));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"roles":["viewer"]}                                  | /name
          {"name":"a b","roles":["viewer"]}                     | /name
          {"name":"a"}                                          | /roles
          {"name":"a","roles":[]}                               | /roles
          {"name":"a","roles":["viewer","king"]}                | /roles/1
          {"name":"a","roles":["service"]}                      | /roles/0
          {"name":"a","roles":["viewer"],"datasets":[]}         | /datasets
          {"name":"a","roles":["viewer"],"datasets":[{"namespace":"f"}]} | /datasets/0/name
          {"name":"a","roles":["viewer"],"expiresIn":"soon"}    | /expiresIn
          {"name":"a","roles":["viewer"],"expiresIn":"-PT1H"}   | /expiresIn
          """)
  void namesThePlaceOfAFault(String body, String pointer) {
    isProblem(as(ADMIN).body(body).post(BASE + "/tokens").then(), 400, "invalid-request")
        .body("pointer", equalTo(pointer));
  }

  @Test
  void answersUnknownTokenIdWithProblem() {
    isProblem(as(ADMIN).delete(BASE + "/tokens/999999999").then(), 404, "unknown-account");
    isProblem(as(ADMIN).delete(BASE + "/tokens/x").then(), 404, "unknown-account");
  }

  @Test
  void tellsTheScopeOfAToken() {
    introspect(scoped("runner", "sales/*"))
        .body("datasets", hasSize(1))
        .body("datasets[0].namespace", equalTo("file"))
        .body("datasets[0].name", equalTo("sales/*"));
  }

  @Test
  void letsNoScopedTokenMakeItselfAnUnscopedOne() {
    String confined = scoped("admin", "sales/*");
    isProblem(
        as(confined)
            .body(Map.of("name", unique("t"), "roles", List.of("admin")))
            .post(BASE + "/tokens")
            .then(),
        403,
        "out-of-scope");
    isProblem(
        as(confined).post(BASE + "/local-user/one-time-password").then(), 403, "out-of-scope");
  }

  @Test
  void makesServiceAccountsThatMayIntrospect() {
    var issued =
        as(ADMIN)
            .body(Map.of("name", unique("svc")))
            .post(BASE + "/service-accounts")
            .then()
            .statusCode(201)
            .body("roles", contains("service"))
            .extract();
    String service = issued.path("token");
    as(service)
        .body(Map.of("token", service))
        .post(BASE + "/tokens/introspect")
        .then()
        .statusCode(200)
        .body("kind", equalTo("SERVICE"));
    String id = issued.path("id");
    as(ADMIN).get(BASE + "/service-accounts").then().body("items.id", hasItem(id));
    as(ADMIN).delete(BASE + "/service-accounts/" + id).then().statusCode(204);
    as(service).get(BASE + "/me").then().statusCode(401);
  }

  @Test
  void refusesServiceAccountUnderTheNameOfABootstrapService() {
    isProblem(
        as(ADMIN).body("{\"name\":\"gateway\"}").post(BASE + "/service-accounts").then(),
        409,
        "name-taken");
  }

  @Test
  void signsInOnceByOneTimePassword() {
    String password =
        as(ADMIN)
            .post(BASE + "/local-user/one-time-password")
            .then()
            .statusCode(200)
            .body("user", equalTo("admin"))
            .extract()
            .path("password");
    isProblem(signIn("admin", password + "x"), 401, "wrong-credentials");
    isProblem(signIn("ada", password), 401, "wrong-credentials");
    String session =
        signIn("admin", password)
            .statusCode(200)
            .body("subject", equalTo("user:admin"))
            .body("roles", contains("admin"))
            .extract()
            .path("token");
    isProblem(signIn("admin", password), 401, "wrong-credentials");
    as(session).get(BASE + "/me").then().statusCode(200).body("kind", equalTo("USER"));
    as(session).delete(BASE + "/sessions/current").then().statusCode(204);
    as(session).get(BASE + "/me").then().statusCode(401);
  }

  @Test
  void endsNoSessionForATokenThatIsNone() {
    isProblem(as(token("viewer")).delete(BASE + "/sessions/current").then(), 409, "conflict");
  }

  @Test
  void readsTheBootstrapFileAgainWhenItChanges() {
    as(ADMIN).get(BASE + "/me").then().statusCode(200).body("kind", equalTo("ADMIN"));
    CatalogTokens.write(ROTATED_ADMIN);
    as(ROTATED_ADMIN).get(BASE + "/me").then().statusCode(200);
    as(ADMIN).get(BASE + "/me").then().statusCode(401);
  }

  @Test
  void tellsTheCallerWhatItMayDo() {
    as(token("viewer"))
        .get(BASE + "/me")
        .then()
        .body("roles", contains("viewer"))
        .body("permissions", hasItem("catalog.read"))
        .body("permissions", not(hasItem("catalog.register")));
  }

  @Test
  void writesDownWhoChangedWhat() {
    String runner = unique("runner");
    String token = token(Map.of("name", runner, "roles", List.of("runner")));
    String name = unique("d");
    as(token)
        .body(Map.of("namespace", "file", "name", name))
        .put(BASE + "/datasets")
        .then()
        .statusCode(201);
    as(token("auditor"))
        .get(BASE + "/audit?limit=500")
        .then()
        .statusCode(200)
        .body("items.find { it.target == 'file/" + name + "' }.actor", equalTo("token:" + runner))
        .body("items.find { it.target == 'file/" + name + "' }.action", equalTo("dataset.register"))
        .body("items.find { it.target == 'token:" + runner + "' }.actor", equalTo("admin:local"));
  }

  @Test
  void keepsTheAuditLogAsItWasWritten() throws SQLException {
    token("viewer");
    try (Connection connection = DriverManager.getConnection(PostgresResource.serverUrl());
        Statement statement = connection.createStatement()) {
      Assertions.assertThatThrownBy(
              () -> statement.execute("UPDATE catalog.audit_entry SET actor = 'nobody'"))
          .hasMessageContaining("only grows");
      Assertions.assertThatThrownBy(() -> statement.execute("DELETE FROM catalog.audit_entry"))
          .hasMessageContaining("only grows");
    }
  }

  @Test
  void storesNoTokenInClear() throws SQLException {
    String token = token("viewer");
    try (Connection connection = DriverManager.getConnection(PostgresResource.serverUrl());
        Statement statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT count(*) FROM catalog.account a WHERE a::text LIKE '%" + token + "%'")) {
      found.next();
      Assertions.assertThat(found.getInt(1)).isZero();
    }
  }
}
