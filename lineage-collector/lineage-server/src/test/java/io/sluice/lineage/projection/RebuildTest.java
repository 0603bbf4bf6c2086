package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
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
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Building the graph again while the world goes on. */
@QuarkusTest
class RebuildTest extends LineageServerTest {

  @Inject DataSource database;
  @Inject Checkpoints checkpoints;

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

  @Test
  @Timeout(120)
  void verifyingTellsWhatDiffersAndChangesNothing() throws Exception {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "verified", "v1", "v2"));
    rebuild();
    JsonNode clean = report("{\"verify\":true}");
    assertThat(clean.get("equal").asBoolean()).as(clean.toPrettyString()).isTrue();
    assertThat(clean.get("position").asLong()).isEqualTo(clean.get("total").asLong());
    assertThat(clean.at("/tables")).hasSizeGreaterThan(10);

    sql("delete from edge where dataset_id = (select id from dataset where name = 'v2')");
    sql("update job set name = 'tampered' where name = 'verified'");
    JsonNode broken = report("{\"verify\":true}");

    assertThat(broken.get("equal").asBoolean()).isFalse();
    assertThat(table(broken, "edge").get("missing")).hasSize(1);
    assertThat(table(broken, "job").at("/unfounded/0").asText()).contains("tampered");
    assertThat(table(broken, "run").get("equal").asBoolean()).isTrue();
    assertThat(report("{\"verify\":true}").get("equal").asBoolean()).isFalse();

    JsonNode mended = report("{\"verify\":false}");

    assertThat(mended.get("state").asText()).isEqualTo("DONE");
    assertThat(report("{\"verify\":true}").get("equal").asBoolean()).isTrue();
    assertThat(Api.get("/api/v1/namespaces/jobs/jobs/verified").status()).isEqualTo(200);
    assertThat(closure("v1")).hasSize(1);
  }

  @Test
  @Timeout(120)
  void whatIsDroppedFromTheLogIsKeptInTheCheckpoint() throws Exception {
    String facets = "{\"kept\":{\"a\":1}}";
    Api.emit(
        Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "kept", "k1", output("k2", facets)));
    rebuild();
    long dropped = Api.get("/api/lineage/v1/position").json().get("position").asLong();

    assertThat(checkpoints.keepThrough(dropped)).isEqualTo(dropped);
    sql("delete from event where position <= " + dropped);
    Api.emit(Events.run("COMPLETE", "2026-01-02T00:00:00Z", id(), "kept2", "k2", "k3"));
    try {
      assertThat(report("{\"verify\":true}").get("equal").asBoolean()).isTrue();
      // As a migration leaves it: everything that is live is built from the checkpoint on.
      sql(
          "begin; select 1 from projection for update; delete from job; delete from edge;"
              + " update projection set position = 0, generation = generation + 1; commit");
      Api.emit(Events.run("COMPLETE", "2026-01-03T00:00:00Z", id(), "kept3", "k3", "k4"));
      // What is compared is the live projection once it is there again.
      Api.get("/api/lineage/v1/position");
      assertThat(report("{\"verify\":true}").get("equal").asBoolean()).isTrue();
      assertThat(closure("k1")).hasSize(3);
      assertThat(Api.get("/api/v1/namespaces/data/datasets/k2").json().at("/facets/kept/a").asInt())
          .isEqualTo(1);
    } finally {
      sql("delete from checkpoint");
    }
  }

  private static String output(String name, String facets) {
    return "[{\"namespace\":\"data\",\"name\":\"%s\",\"facets\":%s}]".formatted(name, facets);
  }

  private static JsonNode report(String request) throws InterruptedException {
    Answer begun = Api.post("/api/lineage/v1/projection/rebuild", request, TestTokens.of("admin"));
    assertThat(begun.status()).isEqualTo(202);
    String id = begun.json().get("id").asText();
    while (true) {
      JsonNode now =
          Api.method("GET", "/api/lineage/v1/projection/rebuilds/" + id, TestTokens.of("admin"))
              .json();
      if (now.hasNonNull("endedAt")) {
        return now;
      }
      Thread.sleep(20);
    }
  }

  private static JsonNode table(JsonNode report, String name) {
    for (JsonNode table : report.get("tables")) {
      if (table.get("table").asText().equals(name)) {
        return table;
      }
    }
    throw new AssertionError("no table " + name);
  }

  private void sql(String statements) throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(statements);
    }
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

  private static Iterable<JsonNode> closure(String dataset) {
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
