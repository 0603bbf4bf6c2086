package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Building the graph again while the world goes on. */
@QuarkusTest
class RebuildTest extends LineageServerTest {

  @Test
  @Timeout(60)
  void losesNoEventThatArrivesWhileItIsBuiltAgainAndReadsRecover() throws Exception {
    ConcurrentLinkedQueue<String> sent = new ConcurrentLinkedQueue<>();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService senders = Executors.newFixedThreadPool(4);
    try {
      List<CompletableFuture<Void>> sending = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        int sender = i;
        sending.add(CompletableFuture.runAsync(() -> send(sender, sent, done), senders));
      }
      for (int i = 0; i < 3; i++) {
        assertThat(rebuild().status()).isEqualTo(200);
      }
      done.set(true);
      sending.forEach(CompletableFuture::join);
    } finally {
      done.set(true);
      senders.shutdownNow();
    }

    long begun = System.nanoTime();
    assertThat(Api.get("/api/lineage/v1/position").status()).isEqualTo(200);
    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(sent).isNotEmpty();
    assertThat(sent)
        .allSatisfy(
            run -> assertThat(Api.get("/api/lineage/v1/runs/" + run).status()).isEqualTo(200));
    assertThat(closure("rebuild-in")).hasSize(4);
  }

  @Test
  @Timeout(60)
  void twoRebuildsAtOnceBothEndAndAgree() {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "twice", "t1", "t2"));
    CompletableFuture<Answer> other = CompletableFuture.supplyAsync(RebuildTest::rebuild);

    Answer mine = rebuild();

    assertThat(mine.status()).isEqualTo(200);
    assertThat(other.join().json()).isEqualTo(mine.json());
    assertThat(closure("t1")).hasSize(1);
  }

  private static void send(int sender, ConcurrentLinkedQueue<String> sent, AtomicBoolean done) {
    while (!done.get() && sent.size() < 2_000) {
      String run = id();
      String output = "rebuild-out" + sender;
      Answer answer =
          Api.emit(
              Events.run(
                  "COMPLETE", "2026-01-01T00:00:00Z", run, "rb" + sender, "rebuild-in", output));
      assertThat(answer.status()).isEqualTo(201);
      sent.add(run);
    }
  }

  private static Answer rebuild() {
    return Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));
  }

  private static Iterable<com.fasterxml.jackson.databind.JsonNode> closure(String dataset) {
    String body =
        "{\"datasets\":[{\"namespace\":\"data\",\"name\":\"%s\"}],\"direction\":\"DOWNSTREAM\"}"
            .formatted(dataset);
    return Api.post("/api/lineage/v1/closures", body, TestTokens.of("runner"))
        .json()
        .at("/closures/0/reached");
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
