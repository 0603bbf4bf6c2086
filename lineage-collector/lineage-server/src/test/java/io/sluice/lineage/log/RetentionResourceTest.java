package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RetentionResourceTest extends LineageServerTest {

  private static final String ROUTE = "/api/lineage/v1/retention";

  @Test
  void tellsWhatTheLogKeepsPageByPage() {
    String run = UUID.randomUUID().toString();
    long position =
        Api.emit(Events.run("START", "2026-01-01T00:00:00Z", run, "kept", "", "")).position();

    JsonNode kept = Api.get(ROUTE + "?limit=1").json();

    assertThat(kept.get("firstPosition").asLong()).isPositive();
    assertThat(kept.get("lastPosition").asLong()).isGreaterThanOrEqualTo(position);
    assertThat(kept.get("maxAge").isNull()).isTrue();
    assertThat(kept.at("/items/0/bytes").asLong()).isPositive();
    JsonNode rest =
        Api.get(ROUTE + "?limit=500&cursor=" + kept.at("/items/0/firstPosition").asLong()).json();
    assertThat(rest.get("items"))
        .hasSizeGreaterThanOrEqualTo(kept.get("nextCursor").isNull() ? 0 : 1);
    assertThat(rest.get("nextCursor").isNull()).isTrue();
  }

  @Test
  void refusesWhatItDoesNotUnderstand() {
    assertThat(Api.get(ROUTE + "?limit=0").status()).isEqualTo(400);
    assertThat(Api.get(ROUTE + "?cursor=x").status()).isEqualTo(400);
  }
}
