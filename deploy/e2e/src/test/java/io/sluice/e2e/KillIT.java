package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Each process dies in the middle of the work; what was acknowledged is there afterwards, once. */
@Order(4)
@ExtendWith(Platform.Shared.class)
class KillIT {

  private static final List<String> VICTIMS =
      List.of("lineage", "quality", "postgres", "gateway", "catalog");

  /** Events and decisions that must have been acknowledged before the next process dies. */
  private static final int ENOUGH = 20;

  @Test
  void nothingAcknowledgedIsLostOrDoubled(Platform platform) throws InterruptedException {
    Shop shop = new Shop(platform);
    shop.open();
    shop.deliver("killed", true);
    Load load = new Load(platform);
    load.start();
    try {
      for (String victim : VICTIMS) {
        int events = load.events.size();
        int decisions = load.decisions.size();
        load.await(
            () -> load.events.size() >= events + ENOUGH && load.decisions.size() > decisions + 2);
        platform.kill(victim);
        platform.up();
      }
      int events = load.events.size();
      load.await(() -> load.events.size() >= events + ENOUGH);
    } finally {
      load.stop();
    }

    assertThat(load.faults).isEmpty();
    everyEventIsThereOnce(platform, load);
    everyDecisionIsThereOnce(platform, load);
    assertThat(platform.sluice("status").exit()).as("all is healthy in the end").isZero();
  }

  private static void everyEventIsThereOnce(Platform platform, Load load) {
    Map<String, Integer> found = new HashMap<>();
    int offset = 0;
    JsonNode page;
    do {
      page =
          platform
              .admin()
              .get("/api/v1/events/lineage?sortDirection=asc&limit=500&offset=" + offset)
              .is(200)
              .json();
      page.get("events")
          .forEach(event -> found.merge(event.at("/run/runId").asText(), 1, Integer::sum));
      offset += page.get("events").size();
    } while (!page.get("events").isEmpty());

    assertThat(load.events).hasSizeGreaterThan(VICTIMS.size() * ENOUGH);
    assertThat(load.events).as("acknowledged events").allMatch(found::containsKey);
    List<String> doubled =
        load.sent.stream().filter(run -> found.getOrDefault(run, 0) > 1).toList();
    assertThat(doubled).as("events that are there more than once").isEmpty();
  }

  private static void everyDecisionIsThereOnce(Platform platform, Load load) {
    assertThat(load.decisions).hasSizeGreaterThan(VICTIMS.size() * 2);
    load.decisions.forEach(
        (id, decided) -> {
          JsonNode now = platform.admin().get("/api/quality/v1/evaluations/" + id).is(200).json();
          assertThat(now.get("decision")).as(id).isEqualTo(decided.get("decision"));
          assertThat(now.get("decidedAt")).as(id).isEqualTo(decided.get("decidedAt"));
          assertThat(now.get("batch")).as(id).isEqualTo(decided.get("batch"));
        });
    Map<String, Integer> byBatch = new HashMap<>();
    String cursor = "";
    do {
      JsonNode page =
          platform
              .admin()
              .get("/api/quality/v1/gates/" + Shop.ORDERS_GATE + "/evaluations?limit=500" + cursor)
              .is(200)
              .json();
      page.get("items").forEach(item -> byBatch.merge(item.get("batch").asText(), 1, Integer::sum));
      cursor = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asText();
    } while (!cursor.isEmpty());
    // Each question was repeated under its key until it was answered.
    assertThat(load.batches)
        .as("evaluations of each batch")
        .allMatch(batch -> byBatch.get(batch) == 1);
  }

  /** Senders that go on whatever happens, and note what was acknowledged. */
  private static final class Load {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    final Queue<String> sent = new ConcurrentLinkedQueue<>();
    final Queue<String> events = new ConcurrentLinkedQueue<>();
    final Map<String, JsonNode> decisions = new ConcurrentHashMap<>();
    final Queue<String> batches = new ConcurrentLinkedQueue<>();
    final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private final Platform platform;
    private final AtomicBoolean going = new AtomicBoolean(true);
    private final AtomicInteger batch = new AtomicInteger();
    private final List<Thread> threads = new ArrayList<>();

    Load(Platform platform) {
      this.platform = platform;
    }

    void start() {
      for (int i = 0; i < 3; i++) {
        threads.add(new Thread(this::sendEvents, "events-" + i));
      }
      for (int i = 0; i < 2; i++) {
        threads.add(new Thread(this::askGates, "gates-" + i));
      }
      threads.forEach(Thread::start);
    }

    void stop() throws InterruptedException {
      going.set(false);
      for (Thread thread : threads) {
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).as(thread.getName() + " has ended").isFalse();
      }
    }

    void await(BooleanSupplier reached) throws InterruptedException {
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (!reached.getAsBoolean()) {
        assertThat(faults).isEmpty();
        assertThat(System.nanoTime()).as("work goes on within " + PATIENCE).isLessThan(end);
        Thread.sleep(20);
      }
    }

    /** An event whose answer got lost is sent again, as every OpenLineage client does. */
    private void sendEvents() {
      while (going.get()) {
        UUID run = UUID.randomUUID();
        String event = Shop.event(run, "killed-job", "e2e/killed-in", "e2e/killed-out");
        sent.add(run.toString());
        if (untilAnswered("/api/v1/lineage", event, 201) != null) {
          events.add(run.toString());
        }
      }
    }

    private void askGates() {
      while (going.get()) {
        String name = "killed-" + batch.incrementAndGet();
        String question =
            "{\"batch\":\""
                + name
                + "\",\"source\":{\"type\":\"inline\",\"columns\":{\"order_id\":\"integer\",\"revenue\":\"integer\"},"
                + "\"rows\":[[1,1],[2,2]]}}";
        Answer answer =
            untilAnswered(
                "/api/quality/v1/gates/" + Shop.ORDERS_GATE + "/evaluations",
                question,
                200,
                "Idempotency-Key",
                name);
        if (answer != null) {
          decisions.put(answer.json().get("id").asText(), answer.json());
          batches.add(name);
        }
      }
    }

    private Answer untilAnswered(String path, String body, int status, String... headers) {
      while (going.get()) {
        try {
          Answer answer = platform.admin().trySend("POST", path, body, "application/json", headers);
          if (answer.status() == status) {
            return answer;
          }
          // 202: not decided yet; 5xx: somebody is dead. Anything else is a fault.
          if (answer.status() != 202 && answer.status() < 500) {
            faults.add(path + " answered " + answer.status() + ": " + answer.body());
            return null;
          }
        } catch (IOException noAnswer) {
          // somebody is dead, and the next try will tell
        }
        pause();
      }
      return null;
    }

    private static void pause() {
      try {
        Thread.sleep(50);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
