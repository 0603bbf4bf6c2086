package io.sluice.lineage.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.CheckResults;
import io.sluice.lineage.facet.Engine;
import io.sluice.lineage.facet.ExternalQuery;
import io.sluice.lineage.facet.ExtractionGaps;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.facet.Processing;
import io.sluice.lineage.facet.RunError;
import io.sluice.lineage.facet.Statistics;
import io.sluice.lineage.projection.Freshness;
import io.sluice.lineage.run.Latest;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunState;
import io.sluice.lineage.run.RunStatus;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run with all that is known of it.
 *
 * @param runId the run's id as the producer sent it
 * @param id the same as a UUID
 * @param job its job
 * @param state its own state
 * @param derivedState what it comes to once its family and the clock are asked too
 * @param rolledUpState its own state, or that of a part whose last attempt went wrong
 * @param begunAt when it began
 * @param endedAt when it ended, null while it has not
 * @param firstSeen the time of its earliest event
 * @param lastSeen the time of its latest event
 * @param staleAt when it goes or went stale unless something is heard of it
 * @param expected how long its job's runs take
 * @param nominalTime the interval that it is for
 * @param jobVersion the version of the job that it showed
 * @param codeVersion the commit or the place of the job's code
 * @param suspicious whether it looks like a failure that was reported as a success
 * @param flags what is odd about it
 * @param parent the run that started it
 * @param childCount how many runs it started
 * @param failedChildCount how many jobs among them went wrong at the last attempt
 * @param children the newest of the runs that it started
 * @param inputs what it read
 * @param outputs what it wrote
 * @param errors why it failed
 * @param processing whether it is expected to end, and how its events are to be read
 * @param engine what ran it
 * @param producer what made its events
 * @param tests how its tests went
 * @param extraction of how much of it the lineage could not be read
 * @param dependencies what it waits for by its scheduler
 * @param externalQueries the queries that it made in warehouses
 * @param usage what it used
 * @param timeline its first events, as they came
 * @param traceIds the traces of the requests that brought them
 * @param freshness how current this is
 */
public record RunView(
    String runId,
    UUID id,
    JobId job,
    RunStatus state,
    DerivedState derivedState,
    RunStatus rolledUpState,
    Instant begunAt,
    @Nullable Instant endedAt,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Instant staleAt,
    @Nullable ExpectedDuration expected,
    @Nullable NominalTime nominalTime,
    @Nullable UUID jobVersion,
    @Nullable String codeVersion,
    boolean suspicious,
    Set<RunFlag> flags,
    @Nullable Parent parent,
    int childCount,
    int failedChildCount,
    List<RunSummary> children,
    List<Use> inputs,
    List<Use> outputs,
    List<RunError> errors,
    @Nullable Processing processing,
    @Nullable Engine engine,
    @Nullable String producer,
    @Nullable CheckResults tests,
    @Nullable ExtractionGaps extraction,
    @Nullable JobDependencies dependencies,
    List<ExternalQuery> externalQueries,
    Usage usage,
    List<RunDetailStore.TimelineEvent> timeline,
    List<String> traceIds,
    Freshness.State freshness) {

  /**
   * A dataset that the run read or wrote.
   *
   * @param dataset the dataset
   * @param firstSeen the earliest event that mentions it
   * @param lastSeen the latest event that mentions it
   * @param statistics how much was read or written
   * @param dataVersion which state of its data
   * @param schemaVersion which schema
   * @param assertions how the assertions about it went
   */
  public record Use(
      DatasetId dataset,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable Statistics statistics,
      @Nullable String dataVersion,
      @Nullable UUID schemaVersion,
      @Nullable CheckResults assertions) {}

  /** A run that started this one. */
  public record Parent(String runId, JobId job, @Nullable String rootRunId) {

    static @Nullable Parent of(RunState state) {
      var parent = state.parent();
      return parent == null
          ? null
          : new Parent(
              parent.value().run().text(),
              parent.value().job(),
              parent.value().root().map(RunId::text).orElse(null));
    }
  }

  /** What the run used: facets about cost as sent, and rows and bytes over all outputs. */
  public record Usage(@Nullable Long rowsWritten, @Nullable Long bytesWritten, ObjectNode facets) {

    static Usage of(List<Use> outputs, ObjectNode facets) {
      Long rows = null;
      Long bytes = null;
      for (Use output : outputs) {
        if (output.statistics() != null) {
          rows = sum(rows, output.statistics().rowCount());
          bytes = sum(bytes, output.statistics().bytes());
        }
      }
      return new Usage(rows, bytes, facets);
    }

    private static @Nullable Long sum(@Nullable Long left, @Nullable Long right) {
      if (left == null || right == null) {
        return left == null ? right : left;
      }
      return left + right;
    }
  }

  static <T> @Nullable T value(@Nullable Latest<T> report) {
    return report == null ? null : report.value();
  }
}
