package io.sluice.lineage.evidence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.Check;
import io.sluice.lineage.facet.QualityMetrics;
import io.sluice.lineage.facet.Statistics;
import io.sluice.lineage.facet.Subset;
import io.sluice.lineage.facet.Tag;
import io.sluice.lineage.projection.Gathering;
import io.sluice.lineage.projection.Observed;
import io.sluice.lineage.projection.ProjectionPart;
import io.sluice.lineage.projection.Rows;
import io.sluice.lineage.run.Latest;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps what runs report of datasets beyond lineage. */
@Singleton
@Priority(15)
public class FactsPart implements ProjectionPart {

  /** Stands where no run says so. */
  static final UUID NO_RUN = new UUID(0, 0);

  @Override
  public List<String> tables() {
    return List.of("dataset_fact");
  }

  @Override
  public Gathering gather() {
    return new Facts();
  }

  /** Which fact it is. */
  private record Key(UUID owner, FactKind kind, UUID run, String role) {}

  /** What was said, and where. */
  private record Fact(long position, UUID job, String content) {}

  private static final class Facts implements Gathering {

    private final Map<Key, Latest<Fact>> facts = new HashMap<>();

    @Override
    public void add(Observed event) {
      UUID run = event.run();
      if (event.event() instanceof RunEvent sent && run != null) {
        List<Check> tests = Check.ofRun(sent.runFacets());
        if (!tests.isEmpty()) {
          add(event, new Key(run, FactKind.TESTS, run, ""), FactJson.write(tests));
        }
        tags(event, run, FactKind.RUN_TAGS, sent.runFacets());
        tags(event, event.job(), FactKind.JOB_TAGS, sent.jobFacets());
      } else if (event.event() instanceof JobEvent sent) {
        tags(event, event.job(), FactKind.JOB_TAGS, sent.jobFacets());
      }
      for (Observed.Use use : event.uses()) {
        add(event, use, run == null ? NO_RUN : run);
      }
    }

    private void add(Observed event, Observed.Use use, UUID run) {
      DatasetUse sent = use.sent();
      if (sent.facets().isEmpty() && sent.roleFacets().isEmpty()) {
        return;
      }
      List<Check> checks = Check.ofDataset(sent.facets(), sent.roleFacets());
      if (!checks.isEmpty()) {
        add(event, new Key(use.id(), FactKind.CHECKS, run, ""), FactJson.write(checks));
      }
      QualityMetrics metrics = QualityMetrics.in(sent.facets(), sent.roleFacets()).orElse(null);
      if (metrics != null) {
        add(event, new Key(use.id(), FactKind.METRICS, run, ""), FactJson.write(metrics));
      }
      tags(event, use.id(), FactKind.TAGS, sent.facets());
      String role = use.role().name();
      Statistics statistics = Statistics.in(sent.roleFacets()).orElse(null);
      if (statistics != null) {
        add(event, new Key(use.id(), FactKind.VOLUME, run, role), FactJson.write(statistics));
      }
      if (Subset.in(sent.roleFacets()).isPresent()) {
        add(
            event,
            new Key(use.id(), FactKind.SUBSET, run, role),
            FactJson.condition(sent.roleFacets()));
      }
    }

    /**
     * Of tags the newest report of all runs holds: they say what a thing is, not what befell it.
     */
    private void tags(Observed event, UUID owner, FactKind kind, ObjectNode facets) {
      List<Tag> tags = Tag.in(facets).orElse(null);
      if (tags != null) {
        add(event, new Key(owner, kind, NO_RUN, ""), FactJson.write(tags));
      }
    }

    private void add(Observed event, Key key, String content) {
      facts.merge(
          key, event.report(new Fact(event.position(), event.job(), content)), Facts::newer);
    }

    /** One event may say two things of one dataset; then the greater text holds. */
    private static Latest<Fact> newer(Latest<Fact> left, Latest<Fact> right) {
      boolean same = left.at().equals(right.at()) && left.digest().equals(right.digest());
      if (same) {
        return left.value().content.compareTo(right.value().content) >= 0 ? left : right;
      }
      return Latest.newer(left, right);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows rows =
          new Rows("uuid", "text", "uuid", "text", "timestamptz", "text", "bigint", "uuid", "text");
      facts.forEach(
          (key, newest) ->
              rows.add(
                  key.owner,
                  key.kind.name(),
                  key.run,
                  key.role,
                  newest.at(),
                  newest.digest(),
                  newest.value().position,
                  newest.value().job,
                  newest.value().content));
      rows.insert(
          connection,
          "dataset_fact as f",
          "on conflict (owner_id, kind, run_id, role) do update set"
              + " event_time = excluded.event_time, digest = excluded.digest,"
              + " position = excluded.position, job_id = excluded.job_id,"
              + " content = excluded.content"
              + " where (excluded.event_time, excluded.digest) > (f.event_time, f.digest)");
    }
  }

  /** The role of a stored use, null for what is no use. */
  static @Nullable String roleOf(String stored) {
    return stored.isEmpty() ? null : stored;
  }
}
