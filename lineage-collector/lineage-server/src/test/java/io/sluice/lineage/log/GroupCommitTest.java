package io.sluice.lineage.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.ShutdownEvent;
import io.sluice.lineage.event.EventDocument;
import io.sluice.lineage.testing.Events;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

  private final AtomicInteger attempts = new AtomicInteger();
  private final Semaphore gate = new Semaphore(0);
  private final GroupCommit commit =
      new GroupCommit(new EventLog(away(), settings(), new RecentEvents()), settings());

  @Test
  void failsAWholeGroupAtOnceWhileTheDatabaseIsAway() throws Exception {
    Thread writer = new Thread(commit::run);
    writer.start();
    List<CompletableFuture<List<Long>>> waiting = new ArrayList<>();
    waiting.add(submit());
    while (attempts.get() == 0) {
      Thread.sleep(2);
    }
    for (int i = 0; i < 50; i++) {
      waiting.add(submit());
    }

    gate.release(1_000);

    for (CompletableFuture<List<Long>> each : waiting) {
      assertThatThrownBy(() -> each.get(5, TimeUnit.SECONDS))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(SQLException.class);
    }
    // One for the first alone and one for all that gathered meanwhile, not one for each of them.
    assertThat(attempts).hasValue(2);
    commit.stop(new ShutdownEvent());
    writer.interrupt();
    writer.join(5_000);
  }

  @Test
  void takesNothingOnceItStops() throws InterruptedException {
    commit.stop(new ShutdownEvent());

    assertThat(commit.submit(List.of(event()))).isEmpty();
  }

  private CompletableFuture<List<Long>> submit() {
    return commit.submit(List.of(event())).orElseThrow();
  }

  private static NewEvent event() {
    String json =
        Events.run("START", "2026-01-01T00:00:00Z", UUID.randomUUID().toString(), "j", "", "");
    return new NewEvent(
        EventDocument.of(EventDocument.parse(json.getBytes(StandardCharsets.UTF_8))),
        Instant.EPOCH,
        "test",
        null);
  }

  private DataSource away() {
    return (DataSource)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {DataSource.class},
            (self, method, arguments) -> {
              attempts.incrementAndGet();
              gate.acquire();
              throw new SQLException("away", "08006");
            });
  }

  private static LogSettings settings() {
    return new TestLogSettings(1_000);
  }
}
