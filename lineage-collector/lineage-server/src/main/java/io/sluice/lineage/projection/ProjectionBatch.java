package io.sluice.lineage.projection;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.EventHeader;
import io.sluice.lineage.event.JobEvent;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.LineageEvent;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.facet.ColumnLink;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.Lifecycle;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.facet.SchemaField;
import io.sluice.lineage.log.LoggedEvent;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stretch of the log says, reduced so that each row of the projection is written once. */
final class ProjectionBatch {

  /** A name and when it was seen. */
  record Named(String namespace, String name, TimeSpan seen) {
    Named merge(Named other) {
      return new Named(namespace, name, seen.merge(other.seen));
    }
  }

  /** The latest sign of life of a dataset and its latest DROP. */
  record Life(@Nullable Instant alive, @Nullable Instant dropped) {
    Life merge(Life other) {
      return new Life(later(alive, other.alive), later(dropped, other.dropped));
    }

    private static @Nullable Instant later(@Nullable Instant left, @Nullable Instant right) {
      return left == null || (right != null && right.isAfter(left)) ? right : left;
    }
  }

  /** Whose facet it is, and which. */
  record FacetKey(UUID owner, FacetScope scope, String key) {}

  /** Where a facet is. */
  record FacetPlace(long position, boolean deleted) {}

  /** One version of a dataset's schema. */
  record SchemaKey(UUID dataset, String fields, boolean authoritative) {}

  /** Whose column lineage it is; the job is the nil UUID for a dataset event. */
  record ColumnKey(UUID dataset, UUID job) {}

  /** One DROP, CREATE … of a dataset. */
  record Change(UUID dataset, Instant at, String digest, Lifecycle.Change change) {}

  /** Which run used an edge. */
  record UseKey(EdgeKey edge, UUID run) {}

  static final UUID NO_JOB = new UUID(0, 0);

  final Map<String, TimeSpan> namespaces = new LinkedHashMap<>();
  final Map<UUID, Named> jobs = new LinkedHashMap<>();
  final Map<UUID, Named> datasets = new LinkedHashMap<>();
  final Map<UUID, Life> lives = new LinkedHashMap<>();
  final Map<UUID, RunState> runs = new LinkedHashMap<>();
  final Map<UseKey, TimeSpan> uses = new LinkedHashMap<>();
  final Set<Declaration> declarations = new HashSet<>();
  final Map<Declaration, UUID> declaredVersions = new LinkedHashMap<>();
  final Set<Change> changes = new HashSet<>();
  final Map<FacetKey, Latest<FacetPlace>> facets = new LinkedHashMap<>();
  final Map<SchemaKey, TimeSpan> schemas = new LinkedHashMap<>();
  final Map<ColumnKey, Latest<List<ColumnLink>>> columns = new LinkedHashMap<>();
  final List<EdgeBook.Observation> observations = new ArrayList<>();

  static ProjectionBatch of(List<LoggedEvent> events) {
    ProjectionBatch batch = new ProjectionBatch();
    events.forEach(batch::add);
    return batch;
  }

  private void add(LoggedEvent logged) {
    LineageEvent event = logged.event();
    Report report = new Report(event.header(), logged.position());
    Map<DatasetRole, UUID> used = new TreeMap<>();
    Set<UUID> dropped = new HashSet<>();
    UUID job = NO_JOB;
    UUID run = null;
    Declaration declaration = null;
    switch (event.kind()) {
      case RUN -> {
        RunEvent runEvent = (RunEvent) event;
        job = addJob(runEvent.job(), runEvent.jobFacets(), report);
        run = runEvent.run().uuid();
        runs.merge(run, RunState.of(runEvent), RunState::merge);
        ParentRun.in(runEvent.runFacets()).ifPresent(parent -> addName(parent.job(), report));
        addFacets(run, FacetScope.RUN, runEvent.runFacets(), report);
      }
      case JOB -> job = addJob(((JobEvent) event).job(), ((JobEvent) event).jobFacets(), report);
      case DATASET -> {}
    }
    for (DatasetUse use : event.inputs()) {
      used.put(
          new DatasetRole(DatasetRole.Role.INPUT, use.id()),
          addDataset(use, DatasetRole.Role.INPUT, job, report, dropped));
    }
    for (DatasetUse use : event.outputs()) {
      used.put(
          new DatasetRole(DatasetRole.Role.OUTPUT, use.id()),
          addDataset(use, DatasetRole.Role.OUTPUT, job, report, dropped));
    }
    if (event.kind() == LineageEvent.Kind.JOB) {
      declaration = Declaration.of(job, report.at(), report.digest(), used);
      declarations.add(declaration);
      String code = JobDetails.in(((JobEvent) event).jobFacets()).code().orElse("");
      declaredVersions.put(declaration, JobVersions.of(used.keySet(), code));
    }
    Set<EdgeKey> seen = new HashSet<>();
    if (event.kind() != LineageEvent.Kind.DATASET) {
      for (Map.Entry<DatasetRole, UUID> use : used.entrySet()) {
        seen.add(new EdgeKey(job, use.getValue(), use.getKey().role()));
      }
    }
    if (run != null) {
      for (EdgeKey edge : seen) {
        uses.merge(new UseKey(edge, run), TimeSpan.at(report.at()), TimeSpan::merge);
      }
    }
    observations.add(
        new EdgeBook.Observation(logged.position(), report.at(), run, seen, declaration, dropped));
  }

  private UUID addJob(JobId job, ObjectNode facets, Report report) {
    UUID id = addName(job, report);
    addFacets(id, FacetScope.JOB, facets, report);
    return id;
  }

  /** A job may be named as the parent of another before, or without ever, sending events. */
  private UUID addName(JobId job, Report report) {
    UUID id = EntityIds.of(job);
    addNamespace(job.namespace(), report);
    jobs.merge(id, new Named(job.namespace(), job.name(), TimeSpan.at(report.at())), Named::merge);
    return id;
  }

  private UUID addDataset(
      DatasetUse use, DatasetRole.Role role, UUID job, Report report, Set<UUID> dropped) {
    UUID id = addName(use.id(), report);
    boolean output = role == DatasetRole.Role.OUTPUT;
    Lifecycle change = Lifecycle.in(use.facets()).orElse(null);
    boolean drops = change != null && change.change() == Lifecycle.Change.DROP;
    if (drops) {
      dropped.add(id);
    }
    if (change != null) {
      changes.add(new Change(id, report.at(), report.digest(), change.change()));
    }
    lives.merge(id, drops ? new Life(null, report.at()) : new Life(report.at(), null), Life::merge);
    addFacets(id, output ? FacetScope.DATASET : FacetScope.DATASET_AS_INPUT, use.facets(), report);
    SchemaField.in(use.facets())
        .ifPresent(
            fields ->
                schemas.merge(
                    new SchemaKey(id, SchemaJson.write(fields), output),
                    TimeSpan.at(report.at()),
                    TimeSpan::merge));
    ColumnLink.in(use.facets())
        .filter(links -> output)
        .ifPresent(
            links -> {
              links.forEach(link -> addName(link.input(), report));
              columns.merge(new ColumnKey(id, job), report.of(links), ProjectionBatch::newer);
            });
    return id;
  }

  private UUID addName(DatasetId dataset, Report report) {
    UUID id = EntityIds.of(dataset);
    addNamespace(dataset.namespace(), report);
    datasets.merge(
        id, new Named(dataset.namespace(), dataset.name(), TimeSpan.at(report.at())), Named::merge);
    return id;
  }

  private void addNamespace(String name, Report report) {
    namespaces.merge(name, TimeSpan.at(report.at()), TimeSpan::merge);
  }

  private void addFacets(UUID owner, FacetScope scope, ObjectNode sent, Report report) {
    for (Map.Entry<String, JsonNode> facet : sent.properties()) {
      boolean deleted = facet.getValue().path("_deleted").asBoolean(false);
      facets.merge(
          new FacetKey(owner, scope, facet.getKey()),
          report.of(new FacetPlace(report.position(), deleted)),
          ProjectionBatch::newer);
    }
  }

  private static <T> Latest<T> newer(Latest<T> left, Latest<T> right) {
    return right.newerThan(left) ? right : left;
  }

  /** The time, digest and position of the event that a value comes from. */
  private record Report(EventHeader header, long position) {
    Instant at() {
      return header.eventTime();
    }

    String digest() {
      return header.digest();
    }

    <T> Latest<T> of(T value) {
      return new Latest<>(at(), digest(), value);
    }
  }
}
