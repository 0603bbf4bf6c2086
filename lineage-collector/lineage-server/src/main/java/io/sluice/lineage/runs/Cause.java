package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something at a run or upstream of it that may be why it went wrong.
 *
 * @param code what it is
 * @param at when it happened
 * @param runId the run that it happened to, as the producer sent it
 * @param id the same as a UUID
 * @param job that run's job
 * @param dataset the dataset that it happened to, null if it is about the run as a whole
 * @param distance how many runs upstream of the one in question
 * @param path from the run in question to this one, both included
 * @param evidence the figures and names that it was told by
 */
public record Cause(
    Code code,
    Instant at,
    String runId,
    UUID id,
    JobId job,
    @Nullable DatasetId dataset,
    int distance,
    List<Step> path,
    Map<String, Object> evidence) {

  /** Copies the lists. */
  public Cause {
    path = List.copyOf(path);
    evidence = Map.copyOf(evidence);
  }

  /** What may have gone wrong; the codes are stable. */
  public enum Code {
    RUN_FAILED,
    RUN_ABORTED,
    /** It never ended. */
    RUN_STALE,
    /** It says COMPLETE, but one of its parts went wrong. */
    CHILDREN_FAILED,
    /** It says COMPLETE, but looks like a failure. */
    RUN_SUSPICIOUS,
    TESTS_FAILED,
    /** Assertions about a dataset failed. */
    ASSERTIONS_FAILED,
    /** A dataset has other columns than when the job last went well. */
    SCHEMA_CHANGED,
    /** The job has other code than when it last went well. */
    CODE_CHANGED,
    /** Less than half of the usual rows. */
    ROW_COUNT_DROPPED,
    /** The job that writes an input usually runs more often. */
    UPSTREAM_LATE,
    /** A run that the scheduler made it wait for went wrong. */
    DEPENDENCY_FAILED
  }

  /**
   * A step of a path.
   *
   * @param runId a run
   * @param job its job
   * @param reads what the run before it on the path read of it; null for the first step, and where
   *     the run before it only waits for it
   */
  public record Step(String runId, JobId job, @Nullable DatasetId reads) {}
}
