package io.sluice.gateway.guard;

import static io.sluice.gateway.testing.Gateway.doubleSays;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import io.sluice.gateway.testing.Gateway;
import io.sluice.gateway.testing.RawConnection;
import io.sluice.gateway.testing.ServiceDouble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What must never reach a service, or must reach it in one meaning only; with a good token, so that
 * nothing else stops it.
 */
@QuarkusTest
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(ServiceDouble.class)
class SmugglingTest {

  private static final String AUTHORIZED = "Authorization: Bearer " + TestTokens.of("admin");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://127.0.0.1:1/api/quality/v1/echo HTTP/1.1",
        "GET //127.0.0.1:1/api/quality/v1/echo HTTP/1.1",
        "GET /api/quality/v1/../../lineage/v1/echo HTTP/1.1",
        "GET /api/quality/v1/%2e%2e/%2E%2E/q/metrics HTTP/1.1",
        "GET /api/quality/v1/..%2f..%2fq/metrics HTTP/1.1",
        "GET /api/quality/v1/..;/..;/q/metrics HTTP/1.1",
        "GET /api/quality/v1//echo HTTP/1.1",
        "GET /api/quality/v1/a%00b HTTP/1.1",
        "GET /api/quality/v1/a%0d%0aHost:%20evil HTTP/1.1",
        "GET /api/quality/v1\\..\\echo HTTP/1.1",
        "GET /api/quality/v1/a b HTTP/1.1",
        "GET * HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "CONNECT 127.0.0.1:1 HTTP/1.1"
      })
  void refusesATargetThatCouldMeanAnotherPlace(String requestLine) throws IOException {
    assertRefused(requestLine + "\nHost: x\n" + AUTHORIZED + "\n\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Host: x\nHost: y",
        "X-No-Host: at all",
        "Host: a b",
        "Host: x/../y",
        "Host: user@evil",
        "Host: x\nTransfer-Encoding: gzip, chunked",
        "Host: x\nTransfer-Encoding: chunked\nTransfer-Encoding: identity",
        "Host: x\nTransfer-Encoding: xchunked",
        "Host: x\nContent-Length: 1\nContent-Length: 2",
        "Host: x\nContent-Length: -1",
        "Host: x\nContent-Length: +5",
        "Host: x\nContent-Length: 5, 6",
        "Host: x\nAuthorization: Bearer other"
      })
  void refusesHeadersThatCouldMeanTwoThings(String headers) throws IOException {
    assertRefused("POST /api/quality/v1/echo HTTP/1.1\n" + headers + "\n" + AUTHORIZED + "\n\n");
  }

  @Test
  void chunksAndLengthTogetherGiveTheServiceOneRequestOnly() throws IOException {
    int before = doubleSays("quality", "requests");
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("POST /api/quality/v1/echo HTTP/1.1\nHost: x\n" + AUTHORIZED + "\n");
      raw.send("Content-Length: 4\nTransfer-Encoding: chunked\nConnection: close\n\n");
      raw.send("5\nhello\n0\n\n");
      assertThat(raw.status()).isIn(200, 400);
    }
    assertThat(doubleSays("quality", "requests") - before).isLessThanOrEqualTo(1);
  }

  @Test
  void theConnectionHeaderCannotTakeTheTokenOff() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("GET /api/quality/v1/echo HTTP/1.1\nHost: x\n" + AUTHORIZED + "\n");
      raw.send("Connection: close, Authorization, X-Forwarded-For\n\n");
      assertThat(raw.status()).isEqualTo(200);
    }
  }

  @Test
  void anUpgradeIsNotPassedOn() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("GET /api/quality/v1/echo HTTP/1.1\nHost: x\n" + AUTHORIZED + "\n");
      raw.send("Connection: Upgrade, HTTP2-Settings\nUpgrade: h2c\nHTTP2-Settings: AAMAAABk\n\n");
      assertThat(raw.status()).isEqualTo(200);
    }
  }

  @Test
  void anHttp2PrefaceIsNotAnswered() throws IOException {
    int before = doubleSays("quality", "requests");
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.sendBytes("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
      assertThat(raw.status()).isIn(0, 400, 404, 501, 505);
    }
    assertThat(doubleSays("quality", "requests")).isEqualTo(before);
  }

  private static void assertRefused(String request) throws IOException {
    int quality = doubleSays("quality", "requests");
    int lineage = doubleSays("lineage", "requests");
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      assertThat(raw.send(request).status()).isIn(400, 404);
    }
    assertThat(doubleSays("quality", "requests")).isEqualTo(quality);
    assertThat(doubleSays("lineage", "requests")).isEqualTo(lineage);
  }
}
