package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

@QuarkusTest
class DeadLetterTest extends LineageServerTest {

  @Inject DataSource database;

  private final String run = UUID.randomUUID().toString();
  private final String event = Events.run("COMPLETE", "2026-01-01T00:00:00Z", run, "m", "a", "b");

  @Test
  void aLetterThatIsSentMendedIsAcceptedAndListedAsReplayed() {
    long id = bury(event.replace("2026-01-01T", "yesterday"));

    Answer replayed = replay(id, event);

    assertThat(replayed.status()).as(replayed.body()).isEqualTo(200);
    JsonNode listed = Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0");
    assertThat(listed.get("id").asLong()).isEqualTo(id);
    assertThat(listed.get("replayedAt").isTextual()).isTrue();
    assertThat(listed.get("replayPosition")).isEqualTo(replayed.json().get("position"));
    assertThat(Api.get("/api/lineage/v1/runs/" + run).json().get("state").asText())
        .isEqualTo("COMPLETED");
  }

  @Test
  void aLetterThatTodaysRulesAcceptIsReplayedAsItWasSent() throws SQLException {
    long id = bury("{\"no\":\"event\"}");
    // As a letter of an older release, which refused what this one takes.
    try (Connection connection = database.getConnection();
        PreparedStatement update =
            connection.prepareStatement("update dead_letter set body = ? where id = ?")) {
      update.setBytes(1, event.getBytes(StandardCharsets.UTF_8));
      update.setLong(2, id);
      update.executeUpdate();
    }

    assertThat(replay(id, "").status()).isEqualTo(200);

    assertThat(Api.get("/api/lineage/v1/runs/" + run).status()).isEqualTo(200);
  }

  @Test
  void aSecondReplayChangesNothing() {
    long id = bury("{\"no\":\"event\"}");
    long position = replay(id, event).json().get("position").asLong();
    JsonNode letter = letter(id);
    int events = events();

    Answer again = replay(id, "");
    Answer withAnother = replay(id, event.replace("COMPLETE", "FAIL"));

    assertThat(again.status()).isEqualTo(200);
    assertThat(again.json().get("position").asLong()).isEqualTo(position);
    assertThat(withAnother.json().get("position").asLong()).isEqualTo(position);
    assertThat(letter(id)).isEqualTo(letter);
    assertThat(events()).isEqualTo(events);
  }

  @Test
  void aReplayThatIsStillNoEventLeavesTheLetterOpen() {
    long id = bury("{\"no\":\"event\"}");

    assertThat(replay(id, "{\"still\":\"none\"}").status()).isEqualTo(400);

    assertThat(letter(id).get("replayedAt").isNull()).isTrue();
  }

  @Test
  void refusesAReplayByAReaderAndOfALetterThatIsNotThere() {
    long id = bury("{\"no\":\"event\"}");

    assertThat(
            Api.post("/api/lineage/v1/dead-letters/" + id + "/replay", "", TestTokens.of("viewer"))
                .status())
        .isEqualTo(403);
    assertThat(replay(Long.MAX_VALUE, "").status()).isEqualTo(404);
  }

  private static long bury(String body) {
    assertThat(Api.emit(body).status()).isEqualTo(400);
    return Api.get("/api/lineage/v1/dead-letters?limit=1").json().at("/items/0/id").asLong();
  }

  private static Answer replay(long id, String body) {
    return Api.post(
        "/api/lineage/v1/dead-letters/" + id + "/replay", body, TestTokens.of("steward"));
  }

  private static JsonNode letter(long id) {
    return Api.method("GET", "/api/lineage/v1/dead-letters/" + id, TestTokens.of("steward")).json();
  }

  private static int events() {
    return Api.get("/api/v1/events/lineage?limit=1").json().get("totalCount").asInt();
  }
}
