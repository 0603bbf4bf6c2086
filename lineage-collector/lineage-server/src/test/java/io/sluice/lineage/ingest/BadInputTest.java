package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of docs/reference/ingest.md, line by line. */
@QuarkusTest
class BadInputTest extends LineageServerTest {

  private static final String TIME = "2026-03-01T00:00:00Z";

  static Stream<Arguments> notEvents() {
    String good = Events.run("COMPLETE", TIME, "r", "job", "a", "b");
    return Stream.of(
        arguments("broken JSON", "{\"eventTime\":", "UNPARSEABLE", ""),
        arguments("two values", good + good, "UNPARSEABLE", ""),
        arguments("a doubled member", "{\"job\":{},\"job\":{}}", "UNPARSEABLE", ""),
        arguments("depth bomb", "[".repeat(20_000), "UNPARSEABLE", ""),
        arguments(
            "depth bomb in a facet",
            good.replace("\"facets\":{}", "\"facets\":" + deep(600)),
            "UNPARSEABLE",
            ""),
        arguments("number bomb", "{\"x\":" + "9".repeat(500) + "}", "UNPARSEABLE", ""),
        arguments("a list where an event belongs", "[]", "NOT_AN_EVENT", ""),
        arguments("a text", "\"event\"", "NOT_AN_EVENT", ""),
        arguments("null", "null", "NOT_AN_EVENT", ""),
        arguments("no kind", "{\"eventTime\":\"" + TIME + "\"}", "NOT_AN_EVENT", ""),
        arguments(
            "a list as run", good.replaceFirst("\"run\":\\{.*?\\}\\}", "\"run\":[]"), null, ""),
        arguments(
            "a list as job",
            good.replaceFirst("\"job\":\\{[^}]*\\}", "\"job\":[]"),
            "MISSING_IDENTITY",
            "/job"),
        arguments(
            "no run id",
            good.replace("\"runId\":\"r\"", "\"runId\":null"),
            "MISSING_IDENTITY",
            "/run/runId"),
        arguments("no time", good.replace(TIME, ""), "MISSING_IDENTITY", "/eventTime"),
        arguments(
            "a time that is none",
            good.replace(TIME, "yesterday"),
            "MISSING_IDENTITY",
            "/eventTime"),
        arguments(
            "empty job name",
            good.replace("\"name\":\"job\"", "\"name\":\"\""),
            "MISSING_IDENTITY",
            "/job"),
        arguments(
            "NUL in a job name",
            good.replace("\"name\":\"job\"", "\"name\":\"j\\u0000\""),
            "MISSING_IDENTITY",
            "/job"),
        arguments(
            "half a character in a job name",
            good.replace("\"name\":\"job\"", "\"name\":\"\\ud800\""),
            "MISSING_IDENTITY",
            "/job/name"),
        arguments(
            "job name of 5,000 characters",
            good.replace("\"name\":\"job\"", "\"name\":\"" + "n".repeat(5_000) + "\""),
            "MISSING_IDENTITY",
            "/job"),
        arguments(
            "a dataset with NUL",
            good.replace("\"name\":\"a\"", "\"name\":\"a\\u0000\""),
            "MISSING_IDENTITY",
            "/inputs/0"),
        arguments(
            "a dataset name of 5,000 characters",
            good.replace("\"name\":\"a\"", "\"name\":\"" + "n".repeat(5_000) + "\""),
            "MISSING_IDENTITY",
            "/inputs/0"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("notEvents")
  void whatIsNoEventIsRefusedWithItsPlaceAndKept(
      String what, String body, String code, String pointer) {
    Answer answer = Api.emit(body);

    if (code == null) {
      // With the job alone it is a job event.
      assertThat(answer.status()).isEqualTo(201);
      return;
    }
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("type").asText()).endsWith("/not-a-lineage-event");
    assertThat(answer.json().path("code").asText()).isEqualTo(code);
    assertThat(answer.json().path("pointer").asText()).isEqualTo(pointer);
    JsonNode letter = Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0");
    assertThat(letter.path("code").asText()).isEqualTo(code);
  }

  static Stream<Arguments> odd() {
    return Stream.of(
        arguments("inputs that are no list", "\"inputs\":[", "\"inputs\":7,\"x\":["),
        arguments("inputs that are null", "\"inputs\":[", "\"inputs\":null,\"x\":["),
        arguments("facets that are a list", "\"facets\":{}", "\"facets\":[]"),
        arguments("facets that are null", "\"facets\":{}", "\"facets\":null"),
        arguments("a facet that is a text", "\"facets\":{}", "\"facets\":{\"parent\":\"x\"}"),
        arguments("a facet that is null", "\"facets\":{}", "\"facets\":{\"parent\":null}"),
        arguments("an unknown facet", "\"facets\":{}", "\"facets\":{\"mine\":{\"a\":[1,{}]}}"),
        arguments("a facet nested 400 deep", "\"facets\":{}", "\"facets\":" + deep(400)),
        arguments(
            "a facet of 3 MB",
            "\"facets\":{}",
            "\"facets\":{\"sql\":{\"query\":\"" + "q".repeat(3_000_000) + "\"}}"),
        arguments("a dataset without name", "\"name\":\"a\"", "\"x\":\"a\""),
        arguments("no zone", TIME, "2026-03-01T00:00:00"),
        arguments("nine digits of a second", TIME, "2026-03-01T00:00:00.123456789Z"),
        arguments("year 9999", TIME, "9999-12-31T23:59:59Z"),
        arguments("year 1", TIME, "0001-01-01T00:00:00Z"),
        arguments("an unknown type", "\"COMPLETE\"", "\"PAUSED\""),
        arguments("no producer", "\"producer\":\"https://test\",", ""),
        arguments("a producer that is no URI", "https://test", "not a uri"),
        arguments("no schemaURL", ",\"schemaURL\":\"https://s\"", ""),
        arguments(
            "a lone surrogate in a facet",
            "\"facets\":{}",
            "\"facets\":{\"mine\":{\"a\":\"\\udc00\"}}"),
        arguments("NUL in a facet", "\"facets\":{}", "\"facets\":{\"mine\":{\"a\":\"\\u0000\"}}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("odd")
  void whatIsOnlyOddIsTakenAndTheRestIsSeen(String what, String from, String to) {
    String run = UUID.randomUUID().toString();
    String event = Events.run("COMPLETE", TIME, run, "odd", "a", "kept");
    assertThat(event).contains(from);

    Answer answer = Api.emit(event.replace(from, to));

    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    assertThat(answer.body()).isEmpty();
    JsonNode seen = Api.get("/api/lineage/v1/runs/" + run).json();
    assertThat(seen.at("/outputs/0/dataset/name").asText()).isEqualTo("kept");
    assertThat(Api.get("/api/v1/namespaces/data/datasets?limit=1000").status()).isEqualTo(200);
    assertThat(Api.get("/api/v1/namespaces/jobs/jobs?limit=1000").status()).isEqualTo(200);
    assertThat(Api.get("/api/v1/lineage?nodeId=job:jobs:odd").status()).isEqualTo(200);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    byte[] body =
        Events.run("COMPLETE", TIME, "r", "jobX", "", "").getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i++) {
      body[i] = body[i] == 'X' ? (byte) 0xff : body[i];
    }

    Answer answer = Api.post("/api/v1/lineage", body, TestTokens.of("runner"));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("code").asText()).isEqualTo("UNPARSEABLE");
  }

  private static String deep(int depth) {
    return "{\"x\":".repeat(depth) + "1" + "}".repeat(depth);
  }
}
