package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.log.GroupCommit;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Api.Answer;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What senders are told while the log cannot keep up; the test holds the lock of the log. */
@QuarkusTest
@TestProfile(OverloadTest.ShortQueue.class)
class OverloadTest extends LineageServerTest {

  private static final int QUEUE = 3;

  @Inject DataSource database;
  @Inject GroupCommit commit;

  public static class ShortQueue implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sluice.lineage.log.queue-length", Integer.toString(QUEUE));
    }
  }

  @Test
  void answers503WithRetryAfterWhileTheQueueIsFullAndStoresNothingOfIt() throws Exception {
    String refusedRun = UUID.randomUUID().toString();
    List<CompletableFuture<Answer>> waiting;
    Answer refused;

    try (Connection lock = lockTheLog()) {
      waiting = fillTheQueue();
      refused = Api.emit(event(refusedRun));
      lock.rollback();
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(refused.response().headers().firstValue("Retry-After")).contains("1");
    assertThat(refused.json().get("type").asText()).endsWith("/ingest-overloaded");
    assertThat(waiting).extracting(answer -> answer.join().status()).containsOnly(201);
    assertThat(Api.get("/api/lineage/v1/runs/" + refusedRun).status()).isEqualTo(404);
    assertThat(Api.emit(event(refusedRun)).status()).isEqualTo(201);
  }

  @Test
  void keepsNoDeadLetterOfABatchThatIsToBeSentAgain() throws Exception {
    String goodRun = UUID.randomUUID().toString();
    String batch = "[{\"no\":\"event\"}," + event(goodRun) + "]";
    int before = letters().size();
    Answer refused;

    try (Connection lock = lockTheLog()) {
      fillTheQueue();
      refused = Api.post("/api/v1/lineage/batch", batch, TestTokens.of("runner"));
      lock.rollback();
    }

    assertThat(refused.status()).isEqualTo(503);
    assertThat(letters()).hasSize(before);
    assertThat(Api.get("/api/lineage/v1/runs/" + goodRun).status()).isEqualTo(404);
    assertThat(Api.post("/api/v1/lineage/batch", batch, TestTokens.of("runner")).status())
        .isEqualTo(200);
    assertThat(letters()).hasSize(before + 1);
  }

  /** The number is that of the log's lock: "sluice" in ASCII. */
  private Connection lockTheLog() throws SQLException {
    Connection connection = database.getConnection();
    connection.setAutoCommit(false);
    try (Statement lock = connection.createStatement()) {
      lock.execute("select pg_advisory_xact_lock(" + 0x736c75696365L + ")");
    }
    return connection;
  }

  private List<CompletableFuture<Answer>> fillTheQueue() throws InterruptedException {
    List<CompletableFuture<Answer>> waiting = new ArrayList<>();
    // The writer takes the first and stays with it at the lock; the others wait in the queue.
    waiting.add(send());
    until(() -> commit.queueDepth() == 0 && writerWaits());
    for (int i = 1; i <= QUEUE; i++) {
      int depth = i;
      waiting.add(send());
      until(() -> commit.queueDepth() == depth);
    }
    return waiting;
  }

  private static CompletableFuture<Answer> send() {
    return CompletableFuture.supplyAsync(
        () -> Api.emit(event(UUID.randomUUID().toString())),
        command -> new Thread(command).start());
  }

  private boolean writerWaits() {
    try (Connection connection = database.getConnection();
        Statement query = connection.createStatement();
        var rows =
            query.executeQuery(
                "select count(*) from pg_locks where locktype = 'advisory' and not granted")) {
      rows.next();
      return rows.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void until(BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("waited too long").isLessThan(deadline);
      Thread.sleep(5);
    }
  }

  private static JsonNode letters() {
    return Api.get("/api/lineage/v1/dead-letters?limit=500").json().get("items");
  }

  private static String event(String run) {
    return Events.run("START", "2026-01-01T00:00:00Z", run, "busy", "a", "b");
  }
}
