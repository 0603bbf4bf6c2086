package io.sluice.gateway.proxy;

import static io.sluice.gateway.testing.Gateway.bytes;
import static io.sluice.gateway.testing.Gateway.doubleSays;
import static io.sluice.gateway.testing.Gateway.get;
import static io.sluice.gateway.testing.Gateway.json;
import static io.sluice.gateway.testing.Gateway.request;
import static io.sluice.gateway.testing.Gateway.seen;
import static io.sluice.gateway.testing.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.access.testing.TestTokens;
import io.sluice.gateway.testing.Gateway;
import io.sluice.gateway.testing.RawConnection;
import io.sluice.gateway.testing.ServiceDouble;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(ServiceDouble.class)
class ProxyTest {

  private static final String RUNNER = TestTokens.of("runner");
  private static final int LIMIT = 8 * 1024 * 1024;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/quality/v1/echo",
        "/api/quality/v1/datasets/s3%3A%2F%2Fbucket/sales%2fdaily/echo",
        "/api/quality/v1/a%20b+c;d=e/%C3%A4%7E~!$&'()*,:@/echo?q=%2F&q=a+b&empty=&%7B=../x//y",
        "/api/quality/v1/trailing/?x=1",
        "/api/quality/v1/echo?"
      })
  void carriesTheTargetByteForByte(String target) throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("GET " + target + " HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER + "\n\n");

      assertThat(raw.status()).isEqualTo(200);
      assertThat(json(raw.body()).get("uri").asText()).isEqualTo(target);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/v1/namespaces,       lineage",
    "POST,   /api/v1/lineage,          lineage",
    "POST,   /api/v1/lineage/batch,    lineage",
    "POST,   /api/v1/lineage/batch/,   lineage",
    "GET,    /api/lineage/v1/position, lineage",
    "PUT,    /api/quality/v1/rulesets, quality",
    "PATCH,  /api/quality/v1/x,        quality",
    "DELETE, /api/quality/v1/x,        quality"
  })
  void carriesARequestToItsService(String method, String path, String service) {
    HttpResponse<String> response =
        send(authorized(method, path, BodyPublishers.ofString("{\"a\":1}")));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(seen(response).get("service").asText()).isEqualTo(service);
    assertThat(seen(response).get("method").asText()).isEqualTo(method);
    assertThat(seen(response).get("bodyLength").asInt()).isEqualTo(7);
    assertThat(response.headers().firstValue("Sluice-Position")).contains("42");
  }

  @Test
  void answersOtherMethodsOfTheOpenLineageRoutesWith405() {
    HttpResponse<String> response =
        send(authorized("PATCH", "/api/v1/namespaces/a", BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(405);
    assertThat(response.headers().firstValue("Allow")).contains("GET, HEAD, PUT, DELETE");
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(response.body()).get("type").asText()).endsWith("/method-not-allowed");
  }

  @Test
  void carriesABodyUpToTheLimit() {
    byte[] body = randomBytes(LIMIT);

    HttpResponse<String> response =
        send(authorized("POST", "/api/v1/lineage", BodyPublishers.ofByteArray(body)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(seen(response).get("bodySha256").asText()).isEqualTo(ServiceDouble.sha256(body));
    assertThat(seen(response).get("headers").get("content-length").asInt()).isEqualTo(LIMIT);
  }

  @Test
  void carriesAChunkedBody() {
    byte[] body = randomBytes(3_000_000);

    HttpResponse<String> response = send(authorized("POST", "/api/v1/lineage", chunked(body)));

    assertThat(seen(response).get("bodySha256").asText()).isEqualTo(ServiceDouble.sha256(body));
  }

  @Test
  void refusesABodyThatSaysItIsTooLarge() throws IOException {
    int before = doubleSays("lineage", "requests");
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("POST /api/v1/lineage HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      raw.send("\nContent-Length: " + (LIMIT + 1) + "\n\n");

      assertThat(raw.status()).isEqualTo(413);
    }
    assertThat(doubleSays("lineage", "requests")).isEqualTo(before);
  }

  @Test
  void refusesAChunkedBodyThatTurnsOutTooLarge() {
    HttpResponse<String> response =
        send(authorized("POST", "/api/v1/lineage", chunked(randomBytes(LIMIT + 1))));

    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(json(response.body()).get("maxBytes").asInt()).isEqualTo(LIMIT);
  }

  @Test
  void carriesACompressedRequestAsItIs() {
    byte[] body = {0x1f, (byte) 0x8b, 8, 0, 1, 2, 3};

    HttpResponse<String> response =
        send(
            authorized("POST", "/api/v1/lineage", BodyPublishers.ofByteArray(body))
                .header("Content-Encoding", "gzip"));

    assertThat(seen(response).get("headers").get("content-encoding").asText()).isEqualTo("gzip");
    assertThat(seen(response).get("bodySha256").asText()).isEqualTo(ServiceDouble.sha256(body));
  }

  @Test
  void carriesACompressedAnswerAsItIs() throws IOException {
    HttpResponse<byte[]> response =
        bytes(
            authorized("GET", "/api/quality/v1/gzip", BodyPublishers.noBody())
                .header("Accept-Encoding", "gzip"));

    assertThat(response.headers().firstValue("Content-Encoding")).contains("gzip");
    GZIPInputStream unzipped = new GZIPInputStream(new ByteArrayInputStream(response.body()));
    assertThat(new String(unzipped.readAllBytes(), StandardCharsets.UTF_8))
        .isEqualTo("{\"zipped\":true}");
  }

  @Test
  void carriesALargeAnswer() {
    HttpResponse<byte[]> response =
        bytes(authorized("GET", "/api/quality/v1/big", BodyPublishers.noBody()));

    assertThat(response.body()).hasSize(20 * 1024 * 1024);
  }

  @Test
  void carriesAnAnswerPieceByPiece() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("GET /api/quality/v1/stream HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      long start = System.nanoTime();
      String head = raw.send("\n\n").answer();
      long headAfter = (System.nanoTime() - start) / 1_000_000;

      assertThat(head).contains("transfer-encoding: chunked");
      assertThat(headAfter).as("the head comes before the last piece").isLessThan(450);
    }
  }

  @Test
  void carriesStatusAndHeadersButNotThoseOfOneConnection() {
    HttpResponse<String> response =
        send(authorized("POST", "/api/quality/v1/teapot", BodyPublishers.ofString("x")));

    assertThat(response.statusCode()).isEqualTo(418);
    assertThat(response.body()).isEqualTo("tea");
    assertThat(response.headers().firstValue("X-Far")).contains("all the way");
    assertThat(response.headers().firstValue("Location"))
        .contains("http://127.0.0.1:8080/api/quality/v1/evaluations/1");
    assertThat(response.headers().firstValue("X-Hop")).isEmpty();
    assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void carriesAnAnswerWithoutBody() {
    HttpResponse<String> response =
        send(authorized("DELETE", "/api/quality/v1/nothing", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.body()).isEmpty();
  }

  @Test
  void carriesAHeadRequest() {
    HttpResponse<String> response =
        send(authorized("HEAD", "/api/v1/namespaces", BodyPublishers.noBody()));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).isEmpty();
    assertThat(response.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
  }

  @Test
  void carriesAHeadRequestWhoseAnswerHasNoLength() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("HEAD /api/quality/v1/stream HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      assertThat(raw.send("\n\n").answer()).doesNotContainIgnoringCase("content-length");

      raw.send("GET /api/v1/namespaces HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      assertThat(raw.send("\n\n").status()).isEqualTo(200);
    }
  }

  @Test
  void saysWhoAskedAndTakesNobodysWordForIt() {
    JsonNode headers =
        seen(send(
                authorized("GET", "/api/quality/v1/echo", BodyPublishers.noBody())
                    .header("X-Forwarded-For", "6.6.6.6")
                    .header("X-Forwarded-Host", "evil")
                    .header("X-Forwarded-Prefix", "/evil")
                    .header("X-Real-Ip", "6.6.6.6")
                    .header("Forwarded", "for=6.6.6.6")
                    .header("Cookie", "a=b")))
            .get("headers");

    assertThat(headers.get("x-forwarded-for").asText()).isEqualTo("127.0.0.1");
    assertThat(headers.get("x-forwarded-proto").asText()).isEqualTo("http");
    assertThat(headers.get("x-forwarded-host").asText()).isEqualTo("127.0.0.1:" + Gateway.port());
    assertThat(headers.has("x-forwarded-prefix")).isFalse();
    assertThat(headers.has("x-real-ip")).isFalse();
    assertThat(headers.has("forwarded")).isFalse();
    assertThat(headers.has("cookie")).isFalse();
    assertThat(headers.get("authorization").asText()).isEqualTo("Bearer " + RUNNER);
    assertThat(headers.get("host").asText()).isNotEqualTo(headers.get("x-forwarded-host").asText());
  }

  @Test
  void passesATraceOn() {
    String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    JsonNode headers =
        seen(send(
                authorized("GET", "/api/quality/v1/echo", BodyPublishers.noBody())
                    .header("traceparent", trace)
                    .header("tracestate", "a=1")))
            .get("headers");

    assertThat(headers.get("traceparent").asText()).contains("0af7651916cd43dd8448eb211c80319c");
    assertThat(headers.get("tracestate").asText()).isEqualTo("a=1");
  }

  @Test
  void startsATraceWhereThereIsNone() {
    JsonNode headers =
        seen(send(
                authorized("GET", "/api/quality/v1/echo", BodyPublishers.noBody())
                    .header("traceparent", "junk")
                    .header("tracestate", "a=1")))
            .get("headers");

    assertThat(headers.get("traceparent").asText())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
    assertThat(headers.has("tracestate")).isFalse();
  }

  @Test
  void cancelsTheRequestToTheServiceWhenTheClientLeaves() throws IOException {
    int before = doubleSays("quality", "leftBehind");
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      int requests = doubleSays("quality", "requests");
      raw.send("POST /api/quality/v1/hang HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      raw.send("\nContent-Length: 2\n\n{}");
      until(() -> doubleSays("quality", "requests") == requests + 1);
    }

    until(() -> doubleSays("quality", "leftBehind") == before + 1);
  }

  @Test
  void answers504WhenTheServiceStaysSilent() {
    HttpResponse<String> response = get("/api/quality/v1/hang", RUNNER);

    assertThat(response.statusCode()).isEqualTo(504);
    assertThat(json(response.body()).get("detail").asText()).contains("quality-server");
  }

  @Test
  void answers502WhenTheServiceBreaksOffBeforeItAnswered() {
    HttpResponse<String> response = get("/api/quality/v1/slam", RUNNER);

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(json(response.body()).get("service").asText()).isEqualTo("quality-server");
  }

  @Test
  void triesOnceMoreWhereTheConnectionBrokeAndRepeatingIsSafe() {
    HttpResponse<String> read = get("/api/v1/namespaces-shaky", RUNNER);
    HttpResponse<String> asked =
        send(
            authorized(
                    "POST",
                    "/api/quality/v1/gates/load/evaluations",
                    BodyPublishers.ofString("{\"batch\":\"b1\"}"))
                .header("Idempotency-Key", "k1"));

    assertThat(read.statusCode()).isEqualTo(200);
    assertThat(asked.statusCode()).isEqualTo(200);
    assertThat(seen(asked).get("bodySha256").asText())
        .isEqualTo(ServiceDouble.sha256("{\"batch\":\"b1\"}".getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void neverRepeatsWhatMayHaveBeenDone() {
    int before = doubleSays("quality", "requests");

    HttpResponse<String> response =
        send(authorized("POST", "/api/quality/v1/slam", BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(502);
    assertThat(doubleSays("quality", "requests")).isEqualTo(before + 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/lineage"})
  void tellsALostOpenLineageClientWhereEventsGo(String path) {
    HttpResponse<String> response = send(authorized("POST", path, BodyPublishers.ofString("{}")));

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(json(response.body()).get("detail").asText())
        .contains("/api/v1/lineage", "OPENLINEAGE_URL");
  }

  @Test
  void breaksOffWhereTheServiceBrokeOffSoThatNobodyTakesHalfAnAnswerForAWholeOne()
      throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("GET /api/quality/v1/break HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      String head = raw.send("\n\n").answer(); // reads on until the connection ends

      assertThat(head).containsIgnoringCase("content-length: 1000");
      assertThat(raw.status()).as("no further answer: closed").isZero();
    }
  }

  @Test
  void carriesAnAnswerThatComesBeforeTheBodyIsRead() {
    HttpResponse<String> response =
        send(
            authorized(
                "POST", "/api/quality/v1/early", BodyPublishers.ofByteArray(randomBytes(LIMIT))));

    assertThat(response.statusCode()).isEqualTo(409);
  }

  @Test
  void tellsAClientThatWaitsForItToGoOn() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("POST /api/v1/lineage HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      raw.send("\nExpect: 100-continue\nContent-Length: 2\n\n");
      assertThat(raw.status()).isEqualTo(100);

      assertThat(raw.send("{}").status()).isEqualTo(200);
    }
  }

  @Test
  void keepsAConnectionUsableAfterItRefusedABody() throws IOException {
    try (RawConnection raw = new RawConnection(Gateway.port())) {
      raw.send("POST /api/v1/lineage HTTP/1.1\nHost: x\nContent-Length: 5\n\n");
      assertThat(raw.status()).isEqualTo(401);

      raw.send("12345GET /api/v1/namespaces HTTP/1.1\nHost: x\nAuthorization: Bearer " + RUNNER);
      assertThat(raw.send("\n\n").status()).isEqualTo(200);
    }
  }

  private static HttpRequest.Builder authorized(
      String method, String path, HttpRequest.BodyPublisher body) {
    return request(method, path, body).header("Authorization", "Bearer " + RUNNER);
  }

  private static HttpRequest.BodyPublisher chunked(byte[] body) {
    return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
  }

  private static byte[] randomBytes(int length) {
    byte[] bytes = new byte[length];
    new Random(7).nextBytes(bytes);
    return bytes;
  }

  private static void until(BooleanSupplier condition) {
    long end = System.nanoTime() + Duration.ofSeconds(5).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it happens within 5 s").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
