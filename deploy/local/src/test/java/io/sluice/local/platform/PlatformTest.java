package io.sluice.local.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.local.process.ProcessTable;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlatformTest {

  private static final int PORT = 18460;
  private static final List<String> PARTS =
      List.of("postgres", "catalog", "quality", "lineage", "gateway");

  @TempDir Path directory;

  private World world;

  @BeforeEach
  void makeWorld() throws Exception {
    world = new World(directory, PORT);
  }

  @AfterEach
  void takeDown() throws Exception {
    world.environment.remove("SLUICE_DB_URL");
    world.run("down");
    Files.delete(world.home.resolve("pgbin"));
  }

  @Test
  void comesUpTellsHowToSignInAndGoesDown() throws Exception {
    World.Answer up = world.run("up");

    assertThat(up.err()).isEmpty();
    assertThat(up.code()).isZero();
    assertThat(up.out())
        .contains("is up at http://127.0.0.1:" + PORT, "admin / once-only", "./sluice down");
    assertThat(world.run("status").code()).isZero();
    JsonNode status = new ObjectMapper().readTree(world.run("status", "--format", "json").out());
    assertThat(status.path("healthy").asBoolean()).isTrue();
    assertThat(status.path("parts")).hasSize(5);
    assertThat(status.path("memoryBytes").asLong()).isPositive();
    assertThat(status.path("disk").path("freeBytes").asLong()).isPositive();

    List<Long> pids = pids();
    assertThat(world.run("down").code()).isZero();
    assertThat(pids).allMatch(pid -> ProcessTable.startTicks(pid).isEmpty());
    assertThat(world.run("status").code()).isEqualTo(1);
    assertThat(world.run("down").out()).contains("was not running");
  }

  @Test
  void findsTheFirstWhenItIsUpAlready() throws Exception {
    world.run("up");
    List<Long> before = pids();

    World.Answer second = world.run("up");

    assertThat(second.code()).isZero();
    assertThat(second.out()).contains("up already at http://127.0.0.1:" + PORT);
    assertThat(pids()).isEqualTo(before);
  }

  @Test
  void restartsJustWhatWasKilled() throws Exception {
    world.run("up");
    List<Long> before = pids();
    kill(world.pid("lineage"));
    kill(world.pid("postgres"));
    assertThat(world.run("status").out()).contains("lineage    died", "postgres   died");

    World.Answer again = world.run("up");

    assertThat(again.code()).isZero();
    List<Long> after = pids();
    for (int i = 0; i < PARTS.size(); i++) {
      boolean killed = PARTS.get(i).equals("lineage") || PARTS.get(i).equals("postgres");
      assertThat(after.get(i).equals(before.get(i))).as(PARTS.get(i)).isEqualTo(!killed);
    }
    assertThat(world.run("status").code()).isZero();
  }

  @Test
  void givesEachPartItsOwnSecretsOnly() throws Exception {
    world.environment.put("SLUICE_TOKEN", "slu_t_callers");
    world.run("up");

    String catalog = world.environmentOf("catalog");
    String quality = world.environmentOf("quality");
    String gateway = world.environmentOf("gateway");
    String secret = Files.readString(world.home.resolve("secrets/quality.db")).strip();
    assertThat(catalog)
        .contains("SLUICE_BOOTSTRAP_FILE=" + world.home.resolve("secrets/bootstrap.json"))
        .contains("?currentSchema=catalog")
        .doesNotContain("SLUICE_SERVICE_TOKEN", secret, "slu_t_callers");
    assertThat(quality)
        .contains("QUARKUS_DATASOURCE_PASSWORD=" + secret, "SLUICE_SERVICE_TOKEN=slu_s_")
        .contains("SLUICE_CATALOG_URL=http://127.0.0.1:" + (PORT + 1) + "\n")
        .contains("SLUICE_LINEAGE_URL=http://127.0.0.1:" + (PORT + 3) + "\n");
    assertThat(gateway)
        .contains("SLUICE_SERVICE_TOKEN=slu_s_")
        .doesNotContain("QUARKUS_DATASOURCE", secret);
  }

  @Test
  void givesAddedDataRootsToTheRunningPlatformAndRemembersThem() throws Exception {
    Path data = Files.createDirectory(directory.resolve("exports"));
    world.run("up");
    long catalog = world.pid("catalog");

    World.Answer added = world.run("up", "--data", data.toString());
    kill(world.pid("quality"));
    world.run("up");

    assertThat(added.code()).isZero();
    assertThat(world.environmentOf("quality")).contains("SLUICE_DATA_ROOTS=" + data.toRealPath());
    assertThat(world.pid("catalog")).isEqualTo(catalog);
  }

  @Test
  void namesTheHolderOfATakenPortAndStopsWhatItStarted() throws Exception {
    try (ServerSocket taken = new ServerSocket(PORT + 2, 1, InetAddress.getByName("127.0.0.1"))) {
      World.Answer up = world.run("up");

      assertThat(up.code()).isEqualTo(1);
      assertThat(up.err())
          .contains(
              "Port "
                  + (PORT + 2)
                  + ", which quality needs, is taken by pid "
                  + ProcessHandle.current().pid())
          .contains("SLUICE_PORT=");
      assertThat(taken.isClosed()).isFalse();
    }
    assertNothingRuns();
  }

  @Test
  void showsTheLastWordsOfAPartThatDiesAndStopsTheRest() throws Exception {
    world.environment.put("SLUICE_TEST_DIE", "lineage");
    Files.writeString(world.home.resolve("logs/lineage.log"), "words of an earlier run\n");

    World.Answer up = world.run("up");

    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err())
        .contains("lineage ended while it was starting", "I cannot go on: no oil")
        .contains("T ERROR Engine: dry", "./sluice logs lineage")
        .doesNotContain("earlier run");
    assertNothingRuns();
  }

  @Test
  void namesWhatIsMissingInAHalfBuiltTree() throws Exception {
    Files.delete(world.root.resolve("web/gateway/target/quarkus-app/quarkus-run.jar"));

    World.Answer up = world.run("up");

    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err())
        .contains("half built; missing: web/gateway/target/quarkus-app/quarkus-run.jar");
    assertNothingRuns();
  }

  @Test
  void refusesToMoveToOtherPortsWhileItRuns() {
    world.run("up");
    world.environment.put("SLUICE_PORT", Integer.toString(PORT + 30));

    World.Answer up = world.run("up");

    assertThat(up.code()).isEqualTo(1);
    assertThat(up.err()).contains("already, not on " + (PORT + 30), "./sluice down");
    world.environment.remove("SLUICE_PORT");
    assertThat(world.run("up").out()).contains("up already at http://127.0.0.1:" + PORT);
  }

  @Test
  void printsTheTokenAloneOnItsLastLine() {
    assertThat(world.run("token").code()).isEqualTo(1);
    world.run("up");

    World.Answer token = world.run("token");

    assertThat(token.out().strip()).matches("slu_a_[A-Za-z0-9_-]{43}");
  }

  @Test
  void keepsTheTokenToItselfWhereOthersCanReachThePlatform() {
    world.environment.put("SLUICE_HOST", "0.0.0.0");
    World.Answer up = world.run("up");

    World.Answer token = world.run("token");

    assertThat(up.out()).contains("Stop      ./sluice down").doesNotContain("./sluice token");
    assertThat(token.code()).isEqualTo(77);
    assertThat(token.out()).isEmpty();
    assertThat(token.err()).contains("listens on 0.0.0.0", "up without SLUICE_HOST");
  }

  @Test
  void saysNothingButThatItIsDownWhenTokensAreListed() {
    World.Answer list = world.run("token", "list");

    assertThat(list.code()).isEqualTo(1);
    assertThat(list.out()).isEmpty();
    assertThat(list.err()).contains("does not run from");
  }

  @Test
  void refusesToBackUpIntoADirectoryThatIsNotThere() {
    Path nowhere = directory.resolve("nowhere/deep");

    World.Answer backup = world.run("backup", nowhere.resolve("f.tgz").toString());

    assertThat(backup.code()).isEqualTo(64);
    assertThat(backup.err()).contains("There is no directory " + nowhere);
    assertThat(nowhere.getParent()).doesNotExist();
  }

  @Test
  void answersWrongUsageWithSixtyFour() {
    assertThat(world.run("token", "create").code()).isEqualTo(64);
    assertThat(world.run("token", "create", "--name", "a", "--role", "king").code()).isEqualTo(64);
    assertThat(
            world
                .run("token", "create", "--name", "a", "--role", "viewer", "--expires", "-P1D")
                .code())
        .isEqualTo(64);
    assertThat(world.run("up", "--nonsense").code()).isEqualTo(64);
    assertThat(world.run("logs", "kafka").code()).isEqualTo(64);
    assertThat(world.run("up", "--data", "/no/such/dir").code()).isEqualTo(64);
    assertThat(world.run().code()).isEqualTo(64);
    assertThat(world.run("backup", "--help").out()).contains("Exit codes:", "Examples:");
  }

  private List<Long> pids() throws Exception {
    List<Long> pids = new ArrayList<>();
    for (String part : PARTS) {
      pids.add(world.pid(part));
    }
    return pids;
  }

  private void assertNothingRuns() throws Exception {
    JsonNode status = new ObjectMapper().readTree(world.run("status", "--format", "json").out());
    assertThat(status.findValuesAsText("state")).containsOnly("stopped");
    assertThat(ProcessTable.all())
        .noneMatch(pid -> ProcessTable.commandLine(pid).contains("-Dsluice.home=" + world.home));
  }

  private static void kill(long pid) {
    ProcessHandle.of(pid).orElseThrow().destroyForcibly();
    while (ProcessTable.startTicks(pid).isPresent()) {
      Thread.onSpinWait();
    }
  }
}
