package io.sluice.access.http;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The guard and the problems of a server, over real HTTP. */
@QuarkusTest
@WithTestResource(CatalogDouble.class)
class AccessTest {

  @AfterEach
  void catalogIsBack() {
    CatalogDouble.setDown(false);
  }

  private static RequestSpecification as(String token) {
    return given().header("Authorization", "Bearer " + token);
  }

  private static void isProblem(ValidatableResponse response, int status, String slug) {
    response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("type", equalTo("https://sluice.dev/problems/" + slug))
        .body("status", equalTo(status))
        .body("instance", startsWith("/"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/sample/who",
        "/sample/unannotated",
        "/",
        "/nowhere",
        "/q/metrics",
        "/q/openapi",
        "/q/dev",
        "/sample/who/..%2f",
        "/q/health/../metrics",
        "//sample//who",
        "/q/health/",
        "/q/health/x"
      })
  void refusesEveryPathWithoutToken(String path) {
    ValidatableResponse response = given().urlEncodingEnabled(false).get(path).then();
    isProblem(response, 401, "unauthenticated");
    response.header("WWW-Authenticate", "Bearer");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"})
  void refusesEveryMethodWithoutToken(String method) {
    given().request(method, "/sample/who").then().statusCode(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "Bearer x", "Basic YTpi", "bearer slu_t_short", "Bearer"})
  void refusesWhatIsNoToken(String header) {
    isProblem(
        given().header("Authorization", header).get("/sample/who").then(), 401, "unauthenticated");
  }

  @Test
  void refusesUnknownToken() {
    ValidatableResponse response = as(TestTokens.UNKNOWN).get("/sample/who").then();
    isProblem(response, 401, "unauthenticated");
    response.header("WWW-Authenticate", containsString("invalid_token"));
  }

  @Test
  void knowsTheCaller() {
    as(TestTokens.of("viewer"))
        .get("/sample/who")
        .then()
        .statusCode(200)
        .body("subject", equalTo("token:viewer"));
  }

  @Test
  void refusesWhatTheRolesDoNotAllow() {
    isProblem(
        as(TestTokens.of("viewer"))
            .contentType("application/json")
            .body("{\"name\":\"a\",\"count\":1,\"lines\":[]}")
            .post("/sample/orders")
            .then(),
        403,
        "forbidden");
  }

  @Test
  void deniesRouteThatNamesNoPermission() {
    isProblem(as(TestTokens.of("admin")).get("/sample/unannotated").then(), 403, "forbidden");
  }

  @Test
  void asksOnceForManyRequests() {
    String token = TestTokens.user("many", "viewer");
    as(token).get("/sample/who").then().statusCode(200);
    int before = CatalogDouble.questions();
    for (int i = 0; i < 5; i++) {
      as(token).get("/sample/who").then().statusCode(200);
    }
    assertThat(CatalogDouble.questions()).isEqualTo(before);
  }

  @Test
  void letsKnownTokensGoOnWhileCatalogIsDown() {
    String known = TestTokens.user("known", "viewer");
    as(known).get("/sample/who").then().statusCode(200);
    CatalogDouble.setDown(true);
    as(known).get("/sample/who").then().statusCode(200);
  }

  @Test
  void answers503ToOthersWhileCatalogIsDown() {
    CatalogDouble.setDown(true);
    ValidatableResponse response =
        as(TestTokens.user("stranger", "viewer")).get("/sample/who").then();
    isProblem(response, 503, "unavailable");
    response.header("Retry-After", "5");
  }

  @Test
  void answersUnknownPathWithProblem() {
    isProblem(as(TestTokens.of("viewer")).get("/nowhere").then(), 404, "not-found");
  }

  @Test
  void answersUnreadablePathParameterWithProblem() {
    isProblem(as(TestTokens.of("viewer")).get("/sample/broken/x").then(), 404, "not-found");
  }

  @Test
  void answersWrongMethodWithProblem() {
    ValidatableResponse response = as(TestTokens.of("viewer")).delete("/sample/who").then();
    isProblem(response, 405, "method-not-allowed");
    response.header("Allow", "GET, HEAD");
    as(TestTokens.of("viewer"))
        .put("/sample/broken/a%2Fb")
        .then()
        .statusCode(405)
        .header("Allow", "GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource({
    "limit,  abc",
    "limit,  1e3",
    "limit,  99999999999",
    "offset, 99999999999999999999",
    "offset, x",
    "wait,   10s"
  })
  void namesTheQueryParameterThatCannotBeRead(String name, String text) {
    ValidatableResponse response =
        as(TestTokens.of("viewer")).queryParam(name, text).get("/sample/list/1").then();
    isProblem(response, 400, "invalid-request");
    response
        .body("parameter", equalTo(name))
        .body("detail", containsString("'" + name + "'"))
        .body("detail", containsString("'" + text + "'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sample/list/x?limit=5", "/sample/list/0?limit=5", "/sample/no?limit=x"})
  void keepsTrueMissesApartFromUnreadableParameters(String path) {
    isProblem(as(TestTokens.of("viewer")).get(path).then(), 404, "not-found");
  }

  @Test
  void answersWrongTypeWithProblem() {
    isProblem(
        as(TestTokens.of("runner")).contentType("text/csv").body("a").post("/sample/orders").then(),
        415,
        "unsupported-media-type");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","count":1,                    | malformed-json  |
          {"name":"a","count":1,"lines":[]} x       | malformed-json  |
          {"name":"a","name":"b","count":1}         | malformed-json  |
          {"name":"a","count":1,"lines":[],"x":1}   | invalid-request | /x
          {"name":"a","count":"many","lines":[]}    | invalid-request | /count
          {"name":5,"count":1,"lines":[]}           | invalid-request | /name
          {"name":"a","count":null,"lines":[]}      | invalid-request | /count
          {"name":"a","count":1,"lines":[{"sku":"s"},{"sku":[]}]} | invalid-request | /lines/1/sku
          {"name":"a","count":1,"lines":[{"a/b":1}]} | invalid-request | /lines/0/a~1b
          """)
  void placesTheFaultOfJson(String body, String slug, String pointer) {
    ValidatableResponse response =
        as(TestTokens.of("runner"))
            .contentType("application/json")
            .body(body)
            .post("/sample/orders")
            .then();
    isProblem(response, 400, slug);
    response.body("line", equalTo(1)).body("detail", not(containsString("io.sluice")));
    if (pointer != null) {
      response.body("pointer", equalTo(pointer));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"name":"a","count":NaN}      | NaN and Infinity are not numbers in JSON
          {"name":"a","count":1,        | the body ends in the middle
          {"name":"a","name":"b"}       | the member 'name' is there twice
          {"name":oops}                 | 'oops' is not a value; texts need double quotes
          {"name" "a"}                  | there is a character that does not belong here
          """)
  void speaksOfBrokenJsonInItsOwnWords(String body, String words) {
    ValidatableResponse response =
        as(TestTokens.of("runner"))
            .contentType("application/json")
            .body(body)
            .post("/sample/orders")
            .then();
    isProblem(response, 400, "malformed-json");
    response.body("detail", equalTo(words)).body("line", equalTo(1)).body("$", hasKey("column"));
  }

  @Test
  void saysThatTheBodyIsNestedTooDeeply() {
    ValidatableResponse response =
        as(TestTokens.of("runner"))
            .contentType("application/json")
            .body("{\"lines\":" + "[".repeat(300) + "]".repeat(300) + "}")
            .post("/sample/orders")
            .then();
    response.statusCode(400).body("detail", not(containsString("StreamRead")));
  }

  @Test
  void repeatsWhatARecordSaysAboutItself() {
    ValidatableResponse response =
        as(TestTokens.of("runner"))
            .contentType("application/json")
            .body("{\"name\":\"a\",\"count\":-1,\"lines\":[]}")
            .post("/sample/orders")
            .then();
    isProblem(response, 400, "invalid-request");
    response.body("detail", equalTo("count must not be negative"));
  }

  @Test
  void refusesTooLargeBodyBeforeItIsSent() throws Exception {
    String answer = exchange("Content-Length: " + 9 * 1024 * 1024 + "\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 413 ")
        .contains("application/problem+json", "https://sluice.dev/problems/too-large");
  }

  @Test
  void refusesBodyOfUnknownLengthOnceItIsTooLarge() throws Exception {
    String chunk = "100000\r\n" + "x".repeat(0x100000) + "\r\n";
    String answer = exchange("Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(9));
    assertThat(answer).startsWith("HTTP/1.1 413 ");
  }

  /** Sends raw bytes and reads the answer even if the server stops reading on the way. */
  private static String exchange(String restOfRequest) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.setSoTimeout(10_000);
      Thread sender =
          new Thread(
              () -> {
                try {
                  socket
                      .getOutputStream()
                      .write(
                          ("PUT /sample/text HTTP/1.1\r\nHost: localhost\r\n"
                                  + "Content-Type: text/plain\r\nAuthorization: Bearer "
                                  + TestTokens.of("runner")
                                  + "\r\n"
                                  + restOfRequest)
                              .getBytes(UTF_8));
                } catch (IOException refused) {
                  // The server need not read what it refuses.
                }
              });
      sender.start();
      StringBuilder answer = new StringBuilder();
      byte[] buffer = new byte[8192];
      int read = socket.getInputStream().read(buffer);
      while (read > 0 && !answer.toString().endsWith("}")) {
        answer.append(new String(buffer, 0, read, UTF_8));
        if (!answer.toString().endsWith("}")) {
          read = socket.getInputStream().read(buffer);
        }
      }
      return answer.toString();
    }
  }

  @Test
  void passesOnWhatAResourceThrows() {
    ValidatableResponse response = as(TestTokens.of("viewer")).get("/sample/problem").then();
    isProblem(response, 409, "conflict");
    response
        .header("Retry-After", "7")
        .body("detail", equalTo("taken"))
        .body("pointer", equalTo("/name"));
  }

  @Test
  void tellsNothingButATraceOfWhatNobodyForesaw() {
    ValidatableResponse response = as(TestTokens.of("viewer")).get("/sample/broken/1").then();
    isProblem(response, 500, "internal");
    response
        .body("$", hasKey("traceId"))
        .body("traceId", matchesPattern("[0-9a-f]{32}"))
        .body("detail", not(containsString("secret")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/sample/database-away", "/sample/database-away-early"})
  void asksToTryAgainWhileTheDatabaseIsAwayWhereverThatIsFound(String path) {
    ValidatableResponse response = as(TestTokens.of("viewer")).get(path).then();

    isProblem(response, 503, "unavailable");
    response.header("Retry-After", "2").body("traceId", matchesPattern("[0-9a-f]{32}"));
  }
}
