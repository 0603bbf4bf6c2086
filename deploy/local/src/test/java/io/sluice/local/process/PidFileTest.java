package io.sluice.local.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PidFileTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  @TempDir Path directory;

  @Test
  void findsTheProcessThatItNames() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    PidFile file = new PidFile(directory.resolve("x.pid"));

    file.write(new PidFile.Entry(self, "print", NOON));

    assertThat(file.running()).contains(new PidFile.Entry(self, "print", NOON));
  }

  @Test
  void doesNotTakeAnotherProcessWithTheSameIdForIt() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    ProcessIdentity before = new ProcessIdentity(self.pid(), self.startTicks() - 1, self.bootId());
    PidFile file = new PidFile(directory.resolve("x.pid"));

    file.write(new PidFile.Entry(before, "print", NOON));

    assertThat(file.running()).isEmpty();
  }

  @Test
  void doesNotTakeAProcessOfAnotherBootForIt() {
    ProcessIdentity self = ProcessIdentity.of(ProcessHandle.current().pid()).orElseThrow();
    PidFile file = new PidFile(directory.resolve("x.pid"));

    file.write(
        new PidFile.Entry(
            new ProcessIdentity(self.pid(), self.startTicks(), "another-boot"), "print", NOON));

    assertThat(file.running()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "1\n2", "one\ntwo\nthree\nfour\nfive\n", "1\n1\nx\ny\nnot-a-time\n"})
  void namesNoProcessWhenDamaged(String content) throws IOException {
    Path file = directory.resolve("x.pid");
    Files.writeString(file, content);

    assertThat(new PidFile(file).running()).isEmpty();
  }

  @Test
  void neverSignalsAProcessThatIsNotTheOneItKnows() {
    ProcessIdentity stranger = sleeper();
    ProcessIdentity stale =
        new ProcessIdentity(stranger.pid(), stranger.startTicks() - 7, stranger.bootId());

    Terminator.Ending ending = Terminator.stop(stale, Duration.ofMillis(100));

    assertThat(ending).isEqualTo(Terminator.Ending.ALREADY_GONE);
    assertThat(stranger.isAlive()).isTrue();
    Terminator.kill(stranger);
  }

  @Test
  void killsAProcessThatDoesNotEndWhenAsked() {
    ProcessIdentity deaf =
        DetachedProcess.start(
            List.of("sh", "-c", "trap '' TERM; while :; do sleep 0.1; done"),
            Map.of("PATH", System.getenv("PATH")),
            directory,
            directory.resolve("out"));
    Pause.of(Duration.ofMillis(300));

    Terminator.Ending ending = Terminator.stop(deaf, Duration.ofMillis(300));

    assertThat(ending).isEqualTo(Terminator.Ending.FORCED);
    assertThat(deaf.isAlive()).isFalse();
  }

  private ProcessIdentity sleeper() {
    return DetachedProcess.start(
        List.of("sleep", "60"),
        Map.of("PATH", System.getenv("PATH")),
        directory,
        directory.resolve("out"));
  }
}
