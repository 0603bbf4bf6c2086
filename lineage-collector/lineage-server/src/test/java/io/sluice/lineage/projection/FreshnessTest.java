package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class FreshnessTest extends LineageServerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/jobs?minPosition=",
        "/api/v1/lineage?nodeId=dataset:data:fresh&minPosition=",
      })
  void answersAtOnceWhenThePositionIsReached(String path) {
    long position = emit();

    long begun = System.nanoTime();
    Answer answer = Api.get(path + position);

    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(since(begun)).isLessThan(Duration.ofSeconds(2));
  }

  @Test
  void answers503AfterFiveSecondsWhenThePositionIsNotReached() {
    long begun = System.nanoTime();
    Answer answer =
        Api.get("/api/v1/lineage?nodeId=dataset:data:fresh&minPosition=" + Long.MAX_VALUE);

    assertUnavailable(answer);
    assertThat(since(begun)).isBetween(Duration.ofMillis(4_500), Duration.ofSeconds(10));
  }

  @Test
  void holdsClosuresBackUntilThePositionIsReached() {
    long position = emit();
    String body =
        "{\"datasets\":[{\"namespace\":\"data\",\"name\":\"fresh\"}],"
            + "\"direction\":\"DOWNSTREAM\",\"minPosition\":%d}";

    Answer reached =
        Api.post("/api/lineage/v1/closures", body.formatted(position), TestTokens.of("runner"));
    Answer never =
        Api.post(
            "/api/lineage/v1/closures", body.formatted(Long.MAX_VALUE), TestTokens.of("runner"));

    assertThat(reached.status()).isEqualTo(200);
    assertThat(reached.json().get("position").asLong()).isGreaterThanOrEqualTo(position);
    assertUnavailable(never);
  }

  @Test
  void answersAsSoonAsThePositionIsReachedWhileItWaits() throws Exception {
    long position = emit();
    CompletableFuture<Answer> waiting =
        CompletableFuture.supplyAsync(
            () -> Api.get("/api/lineage/v1/position?minPosition=" + (position + 1)));
    Thread.sleep(300);
    assertThat(waiting).isNotDone();

    emit();

    assertThat(waiting.get().status()).isEqualTo(200);
    assertThat(waiting.get().json().get("position").asLong()).isGreaterThan(position);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.json().get("type").asText()).endsWith("/unavailable");
    assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
  }

  private static Duration since(long begun) {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  private static long emit() {
    String run = UUID.randomUUID().toString();
    return Api.emit(Events.run("START", "2026-01-01T00:00:00Z", run, "fresh", "fresh", ""))
        .position();
  }
}
