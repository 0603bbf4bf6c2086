package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What would have hurt the server or somebody else. */
@QuarkusTest
@TestProfile(AttackTest.SmallBudget.class)
class AttackTest extends LineageServerTest {

  private static final int LARGE = 4_000_000;

  @Inject ParseBudget budget;

  public static class SmallBudget implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sluice.lineage.ingest.parse-bytes", "20000000",
          "sluice.lineage.ingest.parse-wait-millis", "300");
    }
  }

  @Test
  void manyLargeEventsAreSeenListedInPartsAndBuiltAgain() {
    String last = "";
    for (int i = 0; i < 12; i++) {
      last = id();
      assertThat(Api.emit(event(last, "2026-01-01T00:00:00Z", "large" + i, LARGE)).status())
          .isEqualTo(201);
    }
    assertThat(Api.get("/api/lineage/v1/position").status()).isEqualTo(200);

    JsonNode page = Api.get("/api/v1/events/lineage?limit=100").json();
    Answer jobs = Api.get("/api/v1/namespaces/jobs/jobs?limit=100");
    Answer rebuilt = Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));

    assertThat(page.get("events").size()).isBetween(1, 2);
    assertThat(page.get("totalCount").asInt()).isGreaterThanOrEqualTo(12);
    assertThat(jobs.status()).isEqualTo(200);
    assertThat(jobs.body().length()).isLessThan(4 * LARGE);
    assertThat(rebuilt.status()).isEqualTo(200);
    assertThat(Api.get("/api/lineage/v1/runs/" + last).status()).isEqualTo(200);
  }

  @Test
  void aBodyThatFindsNoRoomIsToComeAgainAndRoomIsGivenBack() {
    Answer refused;
    try (ParseBudget.Share everything = budget.open()) {
      everything.grow(20_000_000);
      refused = Api.emit(event(id(), "2026-01-01T00:00:00Z", "crowd", 10));
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.response().headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.json().get("type").asText()).endsWith("/ingest-overloaded");
    assertThat(refused.json().path("traceId").asText()).isNotEmpty();
    assertThat(Api.emit(event(id(), "2026-01-01T00:00:00Z", "crowd", 10)).status()).isEqualTo(201);
  }

  @Test
  void takesTimesFarFromNowAndShowsThem() {
    for (String time :
        new String[] {"3000-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "0001-01-01T00:00:00Z"}) {
      String run = id();

      Answer sent = Api.emit(event(run, time, "far", 10));

      assertThat(sent.status()).as(time).isEqualTo(201);
      JsonNode seen = Api.get("/api/lineage/v1/runs/" + run).json();
      assertThat(seen.toString()).contains(time.substring(0, 10));
    }
  }

  @Test
  void keepsNoSecretOfABodyThatIsCutOff() {
    long id = bury("{\"producer\":\"p\",\"password\":\"hunter2\",\"run\":{");

    Answer letter = letter(id, TestTokens.of("steward"));

    assertThat(letter.status()).isEqualTo(200);
    assertThat(letter.body()).doesNotContain("hunter2").contains("***");
  }

  @Test
  void aLetterIsForItsSenderAndStewardsWithoutAScope() {
    long id = bury("{\"no\":\"event\"}");

    assertThat(letter(id, TestTokens.of("runner")).status()).isEqualTo(200);
    assertThat(letter(id, TestTokens.SERVICE).status()).isEqualTo(403);
    assertThat(letter(id, TestTokens.scoped("steward", "data", "*")).status()).isEqualTo(403);
    assertThat(
            Api.post("/api/lineage/v1/dead-letters/" + id + "/replay", "", TestTokens.SERVICE)
                .status())
        .isEqualTo(403);
  }

  @Test
  void aTokenWithAScopeCannotBuildTheGraphAgain() {
    String token = TestTokens.scoped("admin", "data", "*");

    assertThat(Api.post("/api/lineage/v1/projection/rebuild", "", token).status()).isEqualTo(403);
  }

  private static Answer letter(long id, String token) {
    return Api.method("GET", "/api/lineage/v1/dead-letters/" + id, token);
  }

  private static long bury(String body) {
    assertThat(Api.emit(body).status()).isEqualTo(400);
    return Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0/id").asLong();
  }

  private static String event(String run, String time, String job, int filler) {
    return Events.run("COMPLETE", time, run, job, "a", "b", "{}")
        .replace(
            "\"job\":{",
            "\"job\":{\"facets\":{\"filler\":{\"text\":\"" + "x".repeat(filler) + "\"}},");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
