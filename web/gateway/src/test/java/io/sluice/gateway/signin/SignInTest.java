package io.sluice.gateway.signin;

import static io.sluice.gateway.testing.Gateway.json;
import static io.sluice.gateway.testing.Gateway.request;
import static io.sluice.gateway.testing.Gateway.seen;
import static io.sluice.gateway.testing.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import io.sluice.gateway.testing.Gateway;
import io.sluice.gateway.testing.ServiceDouble;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(ServiceDouble.class)
class SignInTest {

  private static final AtomicInteger USERS = new AtomicInteger();

  @AfterEach
  void catalogIsUp() {
    CatalogDouble.setDown(false);
  }

  @Test
  void aRightPasswordGivesACookieThatScriptsCannotRead() {
    HttpResponse<String> response = signIn(CatalogDouble.USER, CatalogDouble.PASSWORD);

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(json(response.body()).get("subject").asText()).isEqualTo("user:admin");
    assertThat(response.body()).doesNotContain("slu_u_");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith("sluice_session=slu_u_")
        .contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=")
        .doesNotContain("Secure");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void aFormWorksTooAndLeadsToThePage() {
    String form = "user=" + CatalogDouble.USER + "&password=" + encoded(CatalogDouble.PASSWORD);

    HttpResponse<String> response =
        send(
            request("POST", "/sign-in", BodyPublishers.ofString(form))
                .header("Content-Type", "application/x-www-form-urlencoded"));

    assertThat(response.statusCode()).isEqualTo(303);
    assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/");
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("slu_u_");
  }

  @Test
  void aWrongPasswordGives401WithoutACookie() {
    HttpResponse<String> response = signIn(newUser(), "wrong");

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(json(response.body()).get("type").asText()).endsWith("/wrong-password");
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"user\":\"\",\"password\":\"x\"}  | /user",
        "{\"password\":\"x\"}                | /user",
        "{\"user\":\"a\\u0000\",\"password\":\"x\"} | /user",
        "{\"user\":\"ann\",\"password\":\"x\\u0000\"} | /password",
        "{\"user\":\"ann\"}                  | /password",
        "{\"user\":\"ann\",\"password\":\" \"} | /password"
      })
  void saysWhatIsMissing(String body, String pointer) {
    HttpResponse<String> response = post("/sign-in", body);

    assertThat(response.statusCode()).isEqualTo(400);
    assertThat(json(response.body()).get("pointer").asText()).isEqualTo(pointer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nonsense", "[]", "{\"user\":1,\"password\":true}"})
  void refusesWhatIsNoSignIn(String body) {
    assertThat(post("/sign-in", body).statusCode()).isEqualTo(400);
  }

  @Test
  void tooManyFailuresOfOneUserHaveToWait() {
    String user = newUser();
    for (int i = 0; i < 5; i++) {
      assertThat(signIn(user, "wrong").statusCode()).isEqualTo(401);
    }

    HttpResponse<String> response = signIn(user, "wrong");

    assertThat(response.statusCode()).isEqualTo(429);
    assertThat(response.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(1L, 3L);
    assertThat(signIn(newUser(), "wrong").statusCode()).isEqualTo(401);
  }

  @Test
  void saysWhichServiceIsDown() {
    CatalogDouble.setDown(true);

    HttpResponse<String> response = signIn(newUser(), "x");

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(json(response.body()).get("service").asText()).isEqualTo("catalog-server");
    assertThat(response.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void theCookieOpensTheApiAndGoesOnAsABearerToken() {
    String cookie = cookieOf(signIn(CatalogDouble.USER, CatalogDouble.PASSWORD));

    HttpResponse<String> response = send(withCookie("GET", "/api/quality/v1/echo", cookie));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(seen(response).get("headers").get("authorization").asText())
        .isEqualTo("Bearer " + cookie.substring("sluice_session=".length()));
    assertThat(seen(response).get("headers").has("cookie")).isFalse();
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void aCookieOfNobodyIsClearedAgain() {
    String nobody = "sluice_session=slu_u_" + "x".repeat(43);

    HttpResponse<String> response = send(withCookie("GET", "/api/quality/v1/echo", nobody));

    assertThat(response.statusCode()).isEqualTo(401);
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void anApiTokenInTheCookieOpensNothing() {
    String cookie = "sluice_session=" + TestTokens.of("admin");

    assertThat(send(withCookie("GET", "/api/quality/v1/echo", cookie)).statusCode()).isEqualTo(401);
  }

  @Test
  void signingOutEndsTheSessionAndClearsTheCookie() {
    String cookie = session("leaver");

    HttpResponse<String> response =
        send(withCookie("POST", "/sign-out", cookie).header("X-Sluice-Request", "1"));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
  }

  @Test
  void anApiTokenCannotSignOut() {
    HttpResponse<String> response =
        send(
            request("POST", "/sign-out", BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TestTokens.of("runner")));

    assertThat(response.statusCode()).isEqualTo(409);
  }

  @ParameterizedTest
  @CsvSource({
    "X-Other,          1",
    "X-Sluice-Request, 0",
    "Origin,           http://evil.example",
    "Origin,           null",
    "Sec-Fetch-Site,   cross-site",
    "Sec-Fetch-Site,   same-site",
    "Sec-Fetch-Site,   none"
  })
  void aChangeWithACookieThatOurPageDidNotAskForIsRefused(String header, String value) {
    HttpResponse<String> response =
        send(withCookie("POST", "/api/quality/v1/echo", session("ann")).header(header, value));

    assertThat(response.statusCode()).isEqualTo(403);
    assertThat(json(response.body()).get("type").asText()).endsWith("/cross-site-request");
  }

  @ParameterizedTest
  @CsvSource({"X-Sluice-Request, 1", "Origin, OWN", "Sec-Fetch-Site, same-origin"})
  void aChangeWithACookieThatOurPageAskedForPasses(String header, String value) {
    String own = "http://127.0.0.1:" + Gateway.port();

    HttpResponse<String> response =
        send(
            withCookie("POST", "/api/quality/v1/echo", session("ann"))
                .header(header, value.replace("OWN", own)));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void aBearerTokenNeedsNoOriginBecauseNoBrowserSendsItByItself() {
    HttpResponse<String> response =
        send(
            request("POST", "/api/quality/v1/echo", BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TestTokens.of("runner"))
                .header("Origin", "http://elsewhere.example"));

    assertThat(response.statusCode()).isEqualTo(200);
  }

  @Test
  void aForeignPageCannotSignAnybodyIn() {
    HttpResponse<String> response =
        send(
            request("POST", "/sign-in", BodyPublishers.ofString("user=a&password=b"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", "http://evil.example"));

    assertThat(response.statusCode()).isEqualTo(403);
  }

  @Test
  void aSignInOfManyKilobytesIsNotRead() {
    String body = "{\"user\":\"" + "x".repeat(20_000) + "\",\"password\":\"x\"}";

    assertThat(post("/sign-in", body).statusCode()).isEqualTo(413);
  }

  private static HttpResponse<String> signIn(String user, String password) {
    return post("/sign-in", "{\"user\":\"" + user + "\",\"password\":\"" + password + "\"}");
  }

  private static HttpResponse<String> post(String path, String body) {
    return send(
        request("POST", path, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  private static HttpRequest.Builder withCookie(String method, String path, String cookie) {
    return request(method, path, BodyPublishers.noBody()).header("Cookie", "other=1; " + cookie);
  }

  private static String session(String name) {
    return "sluice_session=" + TestTokens.user(name, "admin");
  }

  private static String cookieOf(HttpResponse<String> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow().split(";")[0];
  }

  private static String newUser() {
    return "user" + USERS.incrementAndGet();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
