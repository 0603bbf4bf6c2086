package io.sluice.gateway;

import static io.sluice.gateway.testing.Gateway.get;
import static io.sluice.gateway.testing.Gateway.json;
import static io.sluice.gateway.testing.Gateway.request;
import static io.sluice.gateway.testing.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import io.sluice.gateway.testing.ServiceDouble;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(ServiceDouble.class)
class AccessTest {

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/namespaces",
    "POST,   /api/v1/lineage",
    "POST,   /api/v1/lineage/batch",
    "PUT,    /api/v1/namespaces/a",
    "GET,    /api/v1/nobody-knows",
    "GET,    /api/lineage/v1/position",
    "GET,    /api/catalog/v1/datasets",
    "POST,   /api/catalog/v1/sessions",
    "POST,   /api/catalog/v1/tokens/introspect",
    "POST,   /api/quality/v1/checks",
    "OPTIONS,/api/quality/v1/checks",
    "GET,    /q/metrics",
    "GET,    /q/openapi",
    "GET,    /q/swagger-ui",
    "GET,    /q/dev",
    "GET,    /nobody-knows",
    "GET,    /META-INF/resources/index.html",
    "GET,    /sign-in/x",
    "POST,   /sign-out",
    "GET,    /sign-out"
  })
  void needsAToken(String method, String path) {
    HttpResponse<String> without = send(request(method, path, BodyPublishers.noBody()));
    HttpResponse<String> unknown =
        send(
            request(method, path, BodyPublishers.noBody())
                .header("Authorization", "Bearer " + TestTokens.UNKNOWN));
    HttpResponse<String> basic =
        send(
            request(method, path, BodyPublishers.noBody())
                .header("Authorization", "Basic YWRtaW46YWRtaW4="));

    assertThat(without.statusCode()).isEqualTo(401);
    assertThat(without.headers().firstValue("WWW-Authenticate")).isPresent();
    assertThat(without.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(basic.statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @CsvSource({
    "/,               200",
    "/index.html,     200",
    "/app.css,        200",
    "/app.js,         200",
    "/icon.svg,       200",
    "/q/health,       200",
    "/q/health/live,  200",
    "/q/health/ready, 200"
  })
  void isOpen(String path, int status) {
    assertThat(send(request("GET", path, BodyPublishers.noBody())).statusCode()).isEqualTo(status);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/q/metrics", "/q/openapi"})
  void showsItsInnardsToWhoeverHasAToken(String path) {
    assertThat(get(path, TestTokens.of("viewer")).statusCode()).isEqualTo(200);
  }

  @Test
  void aTokenDoesNotMakeUpPaths() {
    HttpResponse<String> response = get("/api/nobody-knows", TestTokens.of("admin"));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response.body()).get("type").asText()).endsWith("/not-found");
    assertThat(json(response.body()).get("instance").asText()).isEqualTo("/api/nobody-knows");
    assertThat(json(response.body()).get("traceId").asText()).hasSize(32);
  }

  @Test
  void isReadyWhateverTheServicesAre() {
    HttpResponse<String> response =
        send(request("GET", "/q/health/ready", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("catalog-server", "quality-server", "lineage-server");
  }

  @Test
  void describesSigningIn() {
    HttpResponse<String> response = get("/q/openapi?format=json", TestTokens.of("viewer"));

    assertThat(json(response.body()).get("paths").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("/sign-in", "/sign-out");
  }

  @Test
  void countsWhatItForwards() {
    get("/api/quality/v1/echo", TestTokens.of("viewer"));

    assertThat(get("/q/metrics", TestTokens.of("viewer")).body())
        .containsPattern(
            "sluice_gateway_forwarded_seconds_count\\{[^}]*service=\"quality-server\"");
  }
}
