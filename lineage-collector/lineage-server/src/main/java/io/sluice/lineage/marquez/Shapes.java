package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore.VersionRow;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.NameRow;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.DatasetRole;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Marquez's shapes of what the projection knows. */
public final class Shapes {

  private Shapes() {}

  /** A job or dataset by name. */
  public record Id(String namespace, String name) {}

  /** A version of a job. */
  public record VersionId(String namespace, String name, UUID version) {}

  /** A run. */
  public record Run(
      String id,
      Instant createdAt,
      Instant updatedAt,
      @Nullable Instant nominalStartTime,
      @Nullable Instant nominalEndTime,
      String state,
      @Nullable Instant startedAt,
      @Nullable Instant endedAt,
      @Nullable Long durationMs,
      Map<String, String> args,
      @Nullable VersionId jobVersion,
      List<Id> inputDatasetVersions,
      List<Id> outputDatasetVersions,
      ObjectNode facets) {}

  /** A job. */
  public record Job(
      Id id,
      String type,
      String name,
      String simpleName,
      @Nullable String parentJobName,
      @Nullable UUID parentJobUuid,
      Instant createdAt,
      Instant updatedAt,
      String namespace,
      List<Id> inputs,
      List<Id> outputs,
      @Nullable String location,
      @Nullable String description,
      @Nullable Run latestRun,
      List<Run> latestRuns,
      ObjectNode facets,
      @Nullable UUID currentVersion,
      List<String> labels,
      List<String> tags) {}

  /** A dataset. */
  public record Dataset(
      Id id,
      String type,
      String name,
      String physicalName,
      Instant createdAt,
      Instant updatedAt,
      String namespace,
      String sourceName,
      JsonNode fields,
      List<String> tags,
      Instant lastModifiedAt,
      @Nullable String lastLifecycleState,
      @Nullable String description,
      @Nullable UUID currentVersion,
      @Nullable JsonNode columnLineage,
      ObjectNode facets,
      boolean deleted) {}

  /** A version of a dataset. */
  public record DatasetVersion(
      Id id,
      String type,
      String name,
      String physicalName,
      Instant createdAt,
      UUID version,
      String namespace,
      String sourceName,
      JsonNode fields,
      List<String> tags,
      @Nullable String lifecycleState) {}

  /** A namespace. */
  public record Namespace(
      String name,
      Instant createdAt,
      Instant updatedAt,
      String ownerName,
      @Nullable String description,
      boolean isHidden) {}

  /** The run in Marquez's shape. */
  public static Run run(RunRow row, ObjectNode facets) {
    RunState state = row.state();
    Latest<NominalTime> nominal = state.nominalTime();
    Instant ended = state.endedAt();
    Instant begun = state.begunAt();
    UUID version = row.jobVersion();
    var job = state.job().value();
    return new Run(
        state.run().text(),
        state.firstSeen(),
        state.lastSeen(),
        nominal == null ? null : nominal.value().start(),
        nominal == null ? null : nominal.value().end(),
        state.status().name(),
        state.status().name().equals("NEW") ? null : begun,
        ended,
        ended == null ? null : Math.max(0, Duration.between(begun, ended).toMillis()),
        Map.of(),
        version == null ? null : new VersionId(job.namespace(), job.name(), version),
        uses(state, DatasetRole.Role.INPUT),
        uses(state, DatasetRole.Role.OUTPUT),
        facets);
  }

  private static List<Id> uses(RunState state, DatasetRole.Role role) {
    List<Id> ids = new ArrayList<>();
    for (DatasetRole use : state.uses().keySet()) {
      if (use.role() == role) {
        ids.add(new Id(use.dataset().namespace(), use.dataset().name()));
      }
    }
    return ids;
  }

  /** The job in Marquez's shape. */
  public static Job job(JobRow row) {
    JobDetails details = JobDetails.in(row.facets());
    RunRow latest = row.latestRun();
    Run run = latest == null ? null : run(latest, JsonNodeFactory.instance.objectNode());
    JobId parent = parent(latest, row);
    return new Job(
        new Id(row.namespace(), row.name()),
        details.processingType().orElse("BATCH"),
        row.name(),
        simpleName(row.name(), parent),
        parent == null ? null : parent.name(),
        parent == null ? null : EntityIds.of(parent),
        row.firstSeen(),
        row.lastSeen(),
        row.namespace(),
        ids(row.inputs()),
        ids(row.outputs()),
        details.location().orElse(null),
        details.description().orElse(null),
        run,
        run == null ? List.of() : List.of(run),
        row.facets(),
        row.currentVersion(),
        List.of(),
        List.of());
  }

  /** The job whose run started the latest run, if one did. */
  private static @Nullable JobId parent(@Nullable RunRow latest, JobRow child) {
    Latest<ParentRun> parent = latest == null ? null : latest.state().parent();
    return parent == null || parent.value().job().equals(new JobId(child.namespace(), child.name()))
        ? null
        : parent.value().job();
  }

  /** Without the parent's name in front: tasks are often called {@code dag.task}. */
  private static String simpleName(String name, @Nullable JobId parent) {
    String prefix = parent == null ? "" : parent.name() + ".";
    return name.startsWith(prefix) && name.length() > prefix.length()
        ? name.substring(prefix.length())
        : name;
  }

  private static List<Id> ids(List<NameRow> names) {
    return names.stream().map(name -> new Id(name.namespace(), name.name())).toList();
  }

  /** The dataset in Marquez's shape. */
  public static Dataset dataset(DatasetRow row) {
    JsonNode description = row.facets().path("documentation").path("description");
    JsonNode source = row.facets().path("dataSource").path("name");
    return new Dataset(
        new Id(row.namespace(), row.name()),
        "DB_TABLE",
        row.name(),
        row.name(),
        row.firstSeen(),
        row.lastSeen(),
        row.namespace(),
        source.isTextual() ? source.textValue() : row.namespace(),
        row.fields(),
        List.of(),
        row.lastSeen(),
        row.lastChange(),
        description.isTextual() ? description.textValue() : null,
        row.schemaVersion(),
        row.facets().get("columnLineage"),
        row.facets(),
        row.deleted());
  }

  /** The version of a dataset's schema in Marquez's shape. */
  public static DatasetVersion version(DatasetRow dataset, VersionRow version) {
    return new DatasetVersion(
        new Id(dataset.namespace(), dataset.name()),
        "DB_TABLE",
        dataset.name(),
        dataset.name(),
        version.firstSeen(),
        version.version(),
        dataset.namespace(),
        dataset.namespace(),
        version.fields(),
        List.of(),
        dataset.lastChange());
  }
}
