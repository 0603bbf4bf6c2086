package io.sluice.lineage.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class ConformanceRoutesTest extends LineageServerTest {

  private static final String PRODUCER =
      "https://github.com/acme/acme/tree/7.8.9/integration/conformist";

  @Test
  void countsWhatAProducerDoesOtherwiseAndKeepsTheNewestExample() {
    long last = 0;
    for (int i = 1; i <= 3; i++) {
      last = Api.emit(event(i, "{\"nominalTime\":{\"nominalStartTime\":\"soon\"}}")).position();
    }

    JsonNode items = Api.get("/api/lineage/v1/conformance?name=conformist&code=NOT_A_TIME").json();

    JsonNode item = items.at("/items/0");
    assertThat(items.get("items")).hasSize(1);
    assertThat(item.at("/producer/version").asText()).isEqualTo("7.8.9");
    assertThat(item.at("/producer/events").asInt()).isGreaterThanOrEqualTo(3);
    assertThat(item.get("place").asText()).isEqualTo("/run/facets/nominalTime/nominalStartTime");
    assertThat(item.get("events").asInt()).isEqualTo(3);
    assertThat(item.get("firstSeen").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(item.get("lastSeen").asText()).isEqualTo("2026-01-03T00:00:00Z");
    assertThat(item.at("/example/position").asLong()).isEqualTo(last);
  }

  @Test
  void pagesThroughTheList() {
    Api.emit(event(1, "{\"a\":{},\"b\":{},\"parent\":{}}"));
    String path = "/api/lineage/v1/conformance?name=conformist&limit=1";
    int pages = 0;
    String cursor = "";
    do {
      JsonNode page = Api.get(path + cursor).json();
      String next = page.get("nextCursor").textValue();
      cursor = next == null ? "" : "&cursor=" + next;
      pages += page.get("items").size();
    } while (!cursor.isEmpty() && pages < 100);

    assertThat(pages).isGreaterThan(5).isLessThan(100);
    assertThat(Api.get(path + "&cursor=nonsense").status()).isEqualTo(400);
    assertThat(Api.get(path.replace("=1", "=0")).status()).isEqualTo(400);
  }

  @Test
  void triesAnEventWithoutStoringIt() {
    long before = Api.get("/api/lineage/v1/position").json().get("position").asLong();
    String event = event(1, "{\"parentRun\":{\"run\":{}}}").replace("2026", "2031");

    JsonNode verdict = check(event);

    assertThat(verdict.get("accepted").asBoolean()).isTrue();
    assertThat(verdict.get("kind").asText()).isEqualTo("RUN");
    assertThat(verdict.at("/producer/name").asText()).isEqualTo("conformist");
    assertThat(verdict.get("warnings").findValuesAsText("code"))
        .contains("OLD_FACET_KEY", "MISSING_MEMBER", "FACET_WITHOUT_PRODUCER");
    assertThat(Api.get("/api/lineage/v1/position").json().get("position").asLong())
        .isEqualTo(before);
  }

  @Test
  void saysWhyAnEventWouldBeRefused() {
    JsonNode verdict = check("{\"run\":{\"runId\":\"x\"}}");

    assertThat(verdict.get("accepted").asBoolean()).isFalse();
    assertThat(verdict.at("/refusal/code").asText()).isEqualTo("MISSING_IDENTITY");
    assertThat(verdict.at("/refusal/pointer").asText()).isEqualTo("/job");
    assertThat(check("nonsense").at("/refusal/code").asText()).isEqualTo("UNPARSEABLE");
  }

  private static JsonNode check(String event) {
    Api.Answer answer =
        Api.post("/api/lineage/v1/conformance/check", event, TestTokens.of("runner"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return answer.json();
  }

  private static String event(int day, String facets) {
    return Events.run(
            "COMPLETE",
            "2026-01-0" + day + "T00:00:00Z",
            UUID.randomUUID().toString(),
            "conformist",
            "",
            "",
            facets)
        .replace("https://test", PRODUCER);
  }
}
