package io.sluice.lineage.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What goes wrong around the server: nothing acknowledged is lost, nothing retried is doubled. */
@QuarkusTest
class FaultTest extends LineageServerTest {

  private static final int SENDERS = 16;

  @Inject DataSource database;

  @Test
  void connectionsThatDieUnderLoadLoseAndDoubleNothing() throws Exception {
    String job = "fault-" + UUID.randomUUID();
    int each = 40;
    AtomicInteger acknowledged = new AtomicInteger();
    AtomicInteger done = new AtomicInteger();
    ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
    List<Future<?>> work = new ArrayList<>();
    for (int sender = 0; sender < SENDERS; sender++) {
      String name = "s" + sender;
      work.add(
          senders.submit(
              () -> {
                for (int i = 0; i < each; i++) {
                  send(event(job, name + "-" + i));
                  acknowledged.incrementAndGet();
                }
                done.incrementAndGet();
                return null;
              }));
    }
    int kills = 0;
    while (done.get() < SENDERS) {
      TimeUnit.MILLISECONDS.sleep(150);
      if (kills < 6) {
        killConnections();
        kills++;
      }
    }
    for (Future<?> each1 : work) {
      each1.get();
    }
    senders.shutdown();

    assertThat(acknowledged.get()).isEqualTo(SENDERS * each);
    assertThat(
            Api.get("/api/v1/namespaces/jobs/jobs/" + job + "/runs?limit=1")
                .json()
                .path("totalCount")
                .asInt())
        .isEqualTo(SENDERS * each);
    assertThat(kills).isPositive();
  }

  @Test
  void aSenderThatHangsUpBeforeTheAnswerAndComesAgainIsKeptOnce() throws Exception {
    String job = "hangup-" + UUID.randomUUID();
    for (int i = 0; i < 20; i++) {
      byte[] event = event(job, "r" + i).getBytes(StandardCharsets.UTF_8);
      hangUp(event);
      assertThat(Api.post("/api/v1/lineage", event, TestTokens.of("runner")).status())
          .isEqualTo(201);
    }

    assertThat(
            Api.get("/api/v1/namespaces/jobs/jobs/" + job + "/runs?limit=1")
                .json()
                .path("totalCount")
                .asInt())
        .isEqualTo(20);
    assertThat(
            Api.get("/api/v1/events/lineage?limit=1000")
                .json()
                .at("/events")
                .findValuesAsText("name")
                .stream()
                .filter(job::equals)
                .count())
        .isLessThanOrEqualTo(20);
  }

  @Test
  void takesThousandsOfTinyPostsAtOnce() throws Exception {
    String job = "tiny-" + UUID.randomUUID();
    int count = 4_000;
    ExecutorService senders = Executors.newFixedThreadPool(64);
    List<Future<?>> work = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String run = "t" + i;
      work.add(
          senders.submit(
              () -> {
                send(event(job, run));
                return null;
              }));
    }
    for (Future<?> each : work) {
      each.get();
    }
    senders.shutdown();

    assertThat(
            Api.get("/api/v1/namespaces/jobs/jobs/" + job + "/runs?limit=1")
                .json()
                .path("totalCount")
                .asInt())
        .isEqualTo(count);
  }

  /** As a runner's client does: 503 is tried again. */
  private static void send(String event) throws InterruptedException {
    for (int attempt = 0; ; attempt++) {
      Api.Answer answer = Api.emit(event);
      if (answer.status() == 201) {
        return;
      }
      assertThat(answer.status()).as(answer.body()).isEqualTo(503);
      assertThat(answer.response().headers().firstValue("Retry-After")).isPresent();
      assertThat(attempt).isLessThan(100);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  private void killConnections() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "select pg_terminate_backend(pid) from pg_stat_activity"
              + " where usename = current_user and pid <> pg_backend_pid()");
    } catch (SQLException e) {
      // The pool may hand out one that was killed before; the next kill finds another.
      assertThat(e.getSQLState()).startsWith("5");
    }
  }

  private static void hangUp(byte[] event) throws Exception {
    URI url = URI.create(Api.url());
    try (Socket socket = new Socket(url.getHost(), url.getPort());
        OutputStream out = socket.getOutputStream()) {
      String head =
          "POST /api/v1/lineage HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + TestTokens.of("runner")
              + "\r\nContent-Type: application/json\r\nContent-Length: "
              + event.length
              + "\r\n\r\n";
      out.write(head.getBytes(StandardCharsets.UTF_8));
      out.write(event);
      out.flush();
    }
  }

  private static String event(String job, String run) {
    return Events.run("COMPLETE", "2026-04-01T00:00:00Z", job + run, job, "a", "b");
  }
}
