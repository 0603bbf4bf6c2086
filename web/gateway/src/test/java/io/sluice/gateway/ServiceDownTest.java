package io.sluice.gateway;

import static io.sluice.gateway.testing.Gateway.get;
import static io.sluice.gateway.testing.Gateway.json;
import static io.sluice.gateway.testing.Gateway.request;
import static io.sluice.gateway.testing.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = CatalogDouble.class, restrictToAnnotatedClass = true)
@TestProfile(ServiceDownTest.NobodyThere.class)
class ServiceDownTest {

  /**
   * Quality is at a port where nobody listens, lineage at an address that swallows everything;
   * pages are served by https.
   */
  public static class NobodyThere implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sluice.gateway.services.quality", "http://127.0.0.1:1",
          "sluice.gateway.services.lineage", "http://192.0.2.1:9",
          "sluice.gateway.connect-timeout", "1S",
          "sluice.gateway.public-url", "https://sluice.example");
    }
  }

  @Test
  void namesTheServiceThatIsDownAndWhenToTryAgain() {
    HttpResponse<String> response = get("/api/quality/v1/gates", TestTokens.of("viewer"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat(json(response.body()).get("service").asText()).isEqualTo("quality-server");
    assertThat(json(response.body()).get("type").asText()).endsWith("/service-down");
    assertThat(response.headers().firstValue("Retry-After")).contains("2");
  }

  @Test
  void doesNotWaitLongForAConnection() {
    long start = System.nanoTime();

    HttpResponse<String> response = get("/api/v1/namespaces", TestTokens.of("viewer"));

    assertThat(response.statusCode()).isEqualTo(503);
    assertThat((System.nanoTime() - start) / 1_000_000).isLessThan(5_000);
  }

  @Test
  void isReadyAndTellsWhatIsDown() {
    HttpResponse<String> response =
        send(request("GET", "/q/health/ready", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).containsPattern("\"quality-server\"\\s*:\\s*\"DOWN\"");
  }

  @Test
  void marksTheCookieSecureWhereThePageIsServedByHttps() {
    String body =
        "{\"user\":\"" + CatalogDouble.USER + "\",\"password\":\"" + CatalogDouble.PASSWORD + "\"}";

    HttpResponse<String> response =
        send(
            request("POST", "/sign-in", BodyPublishers.ofString(body))
                .header("Content-Type", "application/json")
                .header("Origin", "https://sluice.example"));

    assertThat(response.headers().firstValue("Set-Cookie").orElseThrow()).endsWith("; Secure");
  }
}
