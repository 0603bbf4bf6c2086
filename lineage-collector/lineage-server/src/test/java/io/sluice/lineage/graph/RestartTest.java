package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What a server that starts on the same database would know. */
@QuarkusTest
class RestartTest extends LineageServerTest {

  private static final int NAMES = 12;

  @Inject DataSource database;
  @Inject LineageGraph kept;
  @Inject SameDataset same;

  @Test
  void aGraphLoadedAtAStartEqualsTheOneKeptCurrentThroughRunsDeclarationsAndDrops()
      throws SQLException {
    randomStory(42, 300);
    Api.get("/api/lineage/v1/position");

    LineageGraph loaded = loadedAfresh();

    int edges = 0;
    for (UUID node : nodes()) {
      LineageGraph.Part here = kept.around(node, 1, null, 1_000, 1_000);
      LineageGraph.Part there = loaded.around(node, 1, null, 1_000, 1_000);
      edges += here.nodes().size() - 1;
      if (here.nodes().size() > 1) {
        assertThat(there).isEqualTo(here);
      } else {
        // All its edges are closed: one that starts now has never heard of it.
        assertThat(there.nodes()).hasSizeLessThanOrEqualTo(1);
      }
      for (Direction direction : Direction.values()) {
        assertThat(loaded.closure(node, direction, 1_000))
            .isEqualTo(kept.closure(node, direction, 1_000));
      }
    }
    assertThat(edges).as("the story leaves open edges").isPositive();
    assertThat(closedEdges()).as("and closed ones").isPositive();
  }

  @Test
  void anEdgeThatWasClosedBeforeTheStartStaysClosed() throws SQLException {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "rj", "ra", "rb"));
    Api.emit(Events.drop("2026-01-02T00:00:00Z", "rb"));
    Api.get("/api/lineage/v1/position");

    LineageGraph loaded = loadedAfresh();

    assertThat(loaded.closure(dataset("ra"), Direction.DOWNSTREAM, 10)).isEmpty();
    assertThat(loaded.around(dataset("ra"), 1, null, 10, 10).nodes()).hasSize(2);
  }

  @Test
  void bothRolesOfOneDatasetInOneJobAreKeptApart() throws SQLException {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "incremental", "inc", "inc"));
    Api.emit(Events.job("2026-01-02T00:00:00Z", "incremental", "inc", ""));
    Api.get("/api/lineage/v1/position");

    for (LineageGraph graph : List.of(kept, loadedAfresh())) {
      LineageGraph.Neighbourhood node =
          graph.around(dataset("inc"), 0, null, 10, 10).nodes().get(0);
      assertThat(node.node().name()).isEqualTo("inc");
      LineageGraph.Part part = graph.around(dataset("inc"), 1, null, 10, 10);
      assertThat(part.nodes().get(0).outEdges()).hasSize(1);
      assertThat(part.nodes().get(0).inEdges()).isEmpty();
    }
  }

  @Test
  void aPartThatHasTooManyEdgesOrNodesIsCutAndSaysSo() {
    Api.emit(Events.run("COMPLETE", "2026-01-01T00:00:00Z", id(), "cut", "cut1 cut2", "cut3 cut4"));
    Api.get("/api/lineage/v1/position");
    UUID job = EntityIds.of(new JobId("jobs", "cut"));

    LineageGraph.Part fewEdges = kept.around(job, 1, null, 100, 2);
    LineageGraph.Part fewNodes = kept.around(job, 1, null, 3, 100);
    LineageGraph.Part whole = kept.around(job, 1, null, 100, 100);

    assertThat(fewEdges.whole()).isFalse();
    assertThat(
            fewEdges.nodes().stream().mapToInt(n -> n.inEdges().size() + n.outEdges().size()).sum())
        .isLessThanOrEqualTo(4);
    assertThat(fewNodes.whole()).isFalse();
    assertThat(fewNodes.nodes()).hasSize(3);
    assertThat(whole.whole()).isTrue();
    assertThat(whole.nodes()).hasSize(5);
  }

  private LineageGraph loadedAfresh() throws SQLException {
    LineageGraph loaded = new LineageGraph(new EdgeFeed(database), same, new SimpleMeterRegistry());
    loaded.follow(1, 0);
    return loaded;
  }

  private static void randomStory(long seed, int length) {
    Random random = new Random(seed);
    List<String> events = new ArrayList<>();
    for (int i = 0; i < length; i++) {
      String time =
          "2026-%02d-%02dT%02d:00:00Z"
              .formatted(1 + random.nextInt(6), 1 + random.nextInt(28), random.nextInt(24));
      String job = "restart-job" + random.nextInt(NAMES);
      String in = name(random) + " " + name(random);
      events.add(
          switch (random.nextInt(10)) {
            case 0 -> Events.drop(time, name(random));
            case 1, 2 -> Events.job(time, job, in, name(random));
            default -> Events.run("COMPLETE", time, id(), job, in, name(random));
          });
    }
    for (int i = 0; i < length; i += 25) {
      String batch = "[" + String.join(",", events.subList(i, Math.min(i + 25, length))) + "]";
      assertThat(Api.post("/api/v1/lineage/batch", batch, TestTokens.of("runner")).status())
          .isEqualTo(204);
      // Reads between batches make the graph follow in many steps.
      Api.get("/api/lineage/v1/position");
    }
  }

  private static List<UUID> nodes() {
    List<UUID> ids = new ArrayList<>();
    for (int i = 0; i < NAMES; i++) {
      ids.add(dataset("restart-data" + i));
      ids.add(EntityIds.of(new JobId("jobs", "restart-job" + i)));
    }
    return ids;
  }

  private int closedEdges() throws SQLException {
    try (var connection = database.getConnection();
        var query = connection.createStatement();
        var rows =
            query.executeQuery(
                "select count(*) from edge join job on job.id = job_id"
                    + " where known_to is null and valid_to is not null"
                    + " and name like 'restart-%'")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String name(Random random) {
    return "restart-data" + random.nextInt(NAMES);
  }

  private static UUID dataset(String name) {
    return EntityIds.of(new DatasetId("data", name));
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
