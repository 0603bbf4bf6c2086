package io.sluice.lineage.projection;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.Lifecycle;
import io.sluice.lineage.facet.ParentRun;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which namespaces, jobs and datasets there are, and when they were seen. */
@Singleton
@Priority(80)
class NamesPart implements ProjectionPart {

  @Override
  public List<String> tables() {
    return List.of("namespace", "job", "dataset");
  }

  @Override
  public Gathering gather() {
    return new Names();
  }

  /** A name, when it was seen, and the first event in the log that mentions it. */
  private record Named(String namespace, String name, TimeSpan seen, long knownFrom) {
    Named merge(Named other) {
      return new Named(
          namespace, name, seen.merge(other.seen), Math.min(knownFrom, other.knownFrom));
    }
  }

  /** The latest sign of life of a dataset and its latest DROP. */
  private record Life(@Nullable Instant alive, @Nullable Instant dropped) {
    Life merge(Life other) {
      return new Life(later(alive, other.alive), later(dropped, other.dropped));
    }

    private static @Nullable Instant later(@Nullable Instant left, @Nullable Instant right) {
      return left == null || (right != null && right.isAfter(left)) ? right : left;
    }
  }

  private static final class Names implements Gathering {

    private final Map<String, TimeSpan> namespaces = new LinkedHashMap<>();
    private final Map<UUID, Named> jobs = new LinkedHashMap<>();
    private final Map<UUID, Named> datasets = new LinkedHashMap<>();
    private final Map<UUID, Life> lives = new LinkedHashMap<>();
    private long position;

    @Override
    public void add(Observed event) {
      TimeSpan seen = TimeSpan.at(event.at());
      position = event.position();
      if (event.event() instanceof RunEvent run) {
        addJob(event.job(), run.job(), seen);
        // A job may be named as a parent before, or without ever, sending events.
        ParentRun.in(run.runFacets())
            .ifPresent(parent -> addJob(EntityIds.of(parent.job()), parent.job(), seen));
      } else if (event.event() instanceof JobEvent job) {
        addJob(event.job(), job.job(), seen);
      }
      Mentions mentions = Mentions.in(event);
      mentions.jobs().forEach(job -> addJob(EntityIds.of(job), job, seen));
      mentions.datasets().forEach(dataset -> addDataset(EntityIds.of(dataset), dataset, seen));
      for (Observed.Use use : event.uses()) {
        addDataset(use.id(), use.sent().id(), seen);
        lives.merge(
            use.id(),
            Lifecycle.drops(use.sent().facets())
                ? new Life(null, event.at())
                : new Life(event.at(), null),
            Life::merge);
        if (use.columns() != null) {
          use.columns().inputs().forEach((id, input) -> addDataset(id, input, seen));
        }
      }
    }

    private void addJob(UUID id, JobId job, TimeSpan seen) {
      namespaces.merge(job.namespace(), seen, TimeSpan::merge);
      jobs.merge(id, new Named(job.namespace(), job.name(), seen, position), Named::merge);
    }

    private void addDataset(UUID id, DatasetId dataset, TimeSpan seen) {
      namespaces.merge(dataset.namespace(), seen, TimeSpan::merge);
      datasets.merge(
          id, new Named(dataset.namespace(), dataset.name(), seen, position), Named::merge);
    }

    @Override
    public void write(Connection connection) throws SQLException {
      Rows namespaceRows = new Rows("uuid", "text", "timestamptz", "timestamptz");
      namespaces.forEach(
          (name, seen) ->
              namespaceRows.add(EntityIds.ofNamespace(name), name, seen.first(), seen.last()));
      namespaceRows.insert(connection, "namespace", widen("namespace"));
      Rows jobRows = new Rows("uuid", "text", "text", "timestamptz", "timestamptz");
      jobs.forEach(
          (id, job) -> jobRows.add(id, job.namespace, job.name, job.seen.first(), job.seen.last()));
      jobRows.insert(connection, "job", widen("job"));
      Rows datasetRows =
          new Rows(
              "uuid",
              "text",
              "text",
              "timestamptz",
              "timestamptz",
              "timestamptz",
              "timestamptz",
              "bigint");
      datasets.forEach(
          (id, dataset) -> {
            Life life = lives.get(id);
            datasetRows.add(
                id,
                dataset.namespace,
                dataset.name,
                dataset.seen.first(),
                dataset.seen.last(),
                life == null ? null : life.alive,
                life == null ? null : life.dropped,
                dataset.knownFrom);
          });
      datasetRows.insert(
          connection,
          "dataset",
          widen("dataset")
              + ", alive_at = greatest(dataset.alive_at, excluded.alive_at)"
              + ", dropped_at = greatest(dataset.dropped_at, excluded.dropped_at)");
    }

    private static String widen(String table) {
      return "on conflict (id) do update set first_seen = least(%1$s.first_seen, excluded.first_seen), last_seen = greatest(%1$s.last_seen, excluded.last_seen)"
          .formatted(table);
    }
  }
}
