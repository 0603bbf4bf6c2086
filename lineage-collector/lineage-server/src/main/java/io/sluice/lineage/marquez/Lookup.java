package io.sluice.lineage.marquez;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.Page;
import io.sluice.lineage.history.RunExtras;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.RunStore;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Supplier;

/** Finds what a path names, or answers 404. */
@Singleton
class Lookup {

  private final EntityStore entities;
  private final RunStore runs;
  private final RunExtras extras;
  private final Freshness freshness;

  Lookup(EntityStore entities, RunStore runs, RunExtras extras, Freshness freshness) {
    this.entities = entities;
    this.runs = runs;
    this.extras = extras;
    this.freshness = freshness;
  }

  /** Waits for what the reader wants to see and tells which part of the list it wants. */
  Page begin(Paging paging) {
    Page page = paging.page();
    freshness.await(paging.minPosition);
    return page;
  }

  /** Waits until reads show that position. */
  void await(long position) {
    freshness.await(position);
  }

  JobRow job(JobId job) throws SQLException {
    return entities.jobs(List.of(EntityIds.of(job))).stream()
        .findFirst()
        .orElseThrow(() -> unknown("job", job.namespace() + " " + job.name()));
  }

  JobRow job(String namespace, String name) throws SQLException {
    return job(jobId(namespace, name));
  }

  DatasetRow dataset(String namespace, String name) throws SQLException {
    return dataset(datasetId(namespace, name));
  }

  DatasetRow dataset(DatasetId dataset) throws SQLException {
    return entities.datasets(List.of(EntityIds.of(dataset))).stream()
        .findFirst()
        .orElseThrow(() -> unknown("dataset", dataset.namespace() + " " + dataset.name()));
  }

  RunRow run(String id) throws SQLException {
    UUID uuid = named(() -> RunId.of(id)).uuid();
    return runs.find(uuid).orElseThrow(() -> unknown("run", id));
  }

  /** The run with all that is known of it. */
  RunShape whole(RunRow run) throws SQLException {
    return RunShape.of(
        run, extras(List.of(run)).getOrDefault(run.id(), Extras.NONE), runs.facets(run.id()));
  }

  /** The job with all that is known of its newest runs. */
  JobShape whole(JobRow job) throws SQLException {
    return JobShape.of(job, extras(job.latestRuns()));
  }

  /** The jobs with all that is known of the newest run of each. */
  List<JobShape> whole(Collection<JobRow> jobs) throws SQLException {
    Map<UUID, Extras> newest =
        extras(jobs.stream().map(JobRow::latestRun).filter(Objects::nonNull).toList());
    List<JobShape> shapes = new ArrayList<>(jobs.size());
    for (JobRow job : jobs) {
      shapes.add(JobShape.of(job, newest));
    }
    return shapes;
  }

  Map<UUID, Extras> extras(Collection<RunRow> of) throws SQLException {
    return extras.of(of);
  }

  static JobId jobId(String namespace, String name) {
    return named(() -> new JobId(namespace, name));
  }

  static DatasetId datasetId(String namespace, String name) {
    return named(() -> new DatasetId(namespace, name));
  }

  /** A namespace as a path names it; nothing is in one that no namespace can be. */
  static String namespace(String name) {
    if (name.indexOf('\0') >= 0) {
      throw unknown("namespace", "with NUL");
    }
    return name;
  }

  /** A version as a path names it. */
  static UUID version(String text) {
    return named(() -> UUID.fromString(text));
  }

  /** Nothing has a name that no name can be. */
  private static <T> T named(Supplier<T> name) {
    try {
      return name.get();
    } catch (IllegalArgumentException e) {
      throw new ProblemException(CommonProblem.NOT_FOUND, String.valueOf(e.getMessage()));
    }
  }

  static ProblemException unknown(String what, String name) {
    return new ProblemException(
        CommonProblem.NOT_FOUND, "No " + what + " '" + name + "' is known.");
  }

  static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
