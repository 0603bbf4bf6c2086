package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.history.JobRow;
import io.sluice.lineage.history.NameRow;
import io.sluice.lineage.history.RunExtras.Extras;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.VersionStore.JobVersionRow;
import io.sluice.lineage.marquez.Shapes.EntityId;
import io.sluice.lineage.marquez.Shapes.VersionId;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.Latest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job in Marquez's shape. */
public record JobShape(
    EntityId id,
    String type,
    String name,
    String simpleName,
    @Nullable String parentJobName,
    @Nullable UUID parentJobUuid,
    Instant createdAt,
    Instant updatedAt,
    String namespace,
    List<EntityId> inputs,
    List<EntityId> outputs,
    @Nullable String location,
    @Nullable String description,
    @Nullable RunShape latestRun,
    List<RunShape> latestRuns,
    ObjectNode facets,
    @Nullable UUID currentVersion,
    List<String> labels,
    List<String> tags) {

  /** A version of a job. */
  public record Version(
      VersionId id,
      String name,
      Instant createdAt,
      UUID version,
      String namespace,
      @Nullable String location,
      List<EntityId> inputs,
      List<EntityId> outputs,
      @Nullable RunShape latestRun,
      ObjectNode facets) {}

  static JobShape of(JobRow row, Map<UUID, Extras> extras) {
    JobDetails details = JobDetails.in(row.facets());
    List<RunShape> runs =
        row.latestRuns().stream().map(run -> RunShape.of(run, extrasOf(run, extras))).toList();
    JobId parent = parent(row);
    return new JobShape(
        new EntityId(row.namespace(), row.name()),
        type(row),
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
        runs.isEmpty() ? null : runs.get(0),
        runs,
        row.facets(),
        row.currentVersion(),
        labels(details),
        Shapes.tags(row.tags(), row.facets(), ""));
  }

  static Version version(JobRow job, JobVersionRow row, Map<UUID, Extras> extras) {
    RunRow run = row.latestRun();
    return new Version(
        new VersionId(job.namespace(), job.name(), row.version()),
        job.name(),
        row.firstSeen(),
        row.version(),
        job.namespace(),
        JobDetails.in(job.facets()).location().orElse(null),
        ids(row.inputs()),
        ids(row.outputs()),
        run == null ? null : RunShape.of(run, extrasOf(run, extras)),
        job.facets());
  }

  private static Extras extrasOf(RunRow run, Map<UUID, Extras> extras) {
    return extras.getOrDefault(run.id(), Extras.NONE);
  }

  /** What kind of processing it is; clients know these three and fail on any other. */
  static String type(JobRow row) {
    String type = JobDetails.in(row.facets()).processingType().orElse("");
    return switch (type.toUpperCase(Locale.ROOT)) {
      case "STREAM", "STREAMING" -> "STREAM";
      case "SERVICE" -> "SERVICE";
      default -> "BATCH";
    };
  }

  /** What Marquez calls labels: which program ran the job, and what the job is to it. */
  private static List<String> labels(JobDetails details) {
    List<String> labels = new ArrayList<>();
    details.kind().ifPresent(labels::add);
    details.integration().ifPresent(labels::add);
    return labels;
  }

  /** The job whose run started the latest run, if one did. */
  private static @Nullable JobId parent(JobRow child) {
    RunRow latest = child.latestRun();
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

  private static List<EntityId> ids(List<NameRow> names) {
    return names.stream().map(name -> new EntityId(name.namespace(), name.name())).toList();
  }
}
