package io.sluice.lineage.run;

import io.sluice.lineage.event.DatasetUse;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.CheckResults;
import io.sluice.lineage.facet.Engine;
import io.sluice.lineage.facet.ExtractionGaps;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.facet.JobDetails;
import io.sluice.lineage.facet.NominalTime;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.facet.Processing;
import io.sluice.lineage.facet.RunError;
import io.sluice.lineage.facet.Statistics;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run after some of its events.
 *
 * @param run the run
 * @param job its job by the newest event
 * @param status the highest state reported
 * @param statusAt the latest event that reported that state
 * @param startedAt the earliest START, null if none came yet
 * @param firstSeen the earliest event of any type
 * @param lastSeen the latest event of any type
 * @param parent the newest parent
 * @param nominalTime the newest nominal time
 * @param error the newest error
 * @param code the newest identity of the job's code
 * @param details what else is known
 * @param uses the datasets read and written
 */
public record RunState(
    RunId run,
    Latest<JobId> job,
    RunStatus status,
    Instant statusAt,
    @Nullable Instant startedAt,
    Instant firstSeen,
    Instant lastSeen,
    @Nullable Latest<ParentRun> parent,
    @Nullable Latest<NominalTime> nominalTime,
    @Nullable Latest<RunError> error,
    @Nullable Latest<String> code,
    RunDetails details,
    SortedMap<DatasetRole, RunUse> uses) {

  private static final int MAX_PRODUCER = 1_000;

  /** Copies the uses. */
  public RunState {
    uses = Collections.unmodifiableSortedMap(new TreeMap<>(uses));
  }

  /** What one event alone tells. */
  public static RunState of(RunEvent event) {
    Report report = new Report(event.header().eventTime(), event.header().digest());
    RunStatus status = event.type().map(RunStatus::of).orElse(RunStatus.NEW);
    boolean starts = event.type().filter(type -> type == EventType.START).isPresent();
    TreeMap<DatasetRole, RunUse> uses = new TreeMap<>();
    addUses(uses, DatasetRole.Role.INPUT, event.inputs(), report);
    addUses(uses, DatasetRole.Role.OUTPUT, event.outputs(), report);
    return new RunState(
        event.run(),
        new Latest<>(report.at, report.digest, event.job()),
        status,
        report.at,
        starts ? report.at : null,
        report.at,
        report.at,
        report.of(ParentRun.in(event.runFacets()).orElse(null)),
        report.of(NominalTime.in(event.runFacets()).orElse(null)),
        report.of(RunError.in(event.runFacets()).orElse(null)),
        report.of(JobDetails.in(event.jobFacets()).code().orElse(null)),
        details(event, report),
        uses);
  }

  /**
   * What a run's parent facet tells of the parent, of which no event has come yet: its job, and
   * that it was there while the child was.
   */
  public static RunState ofUnseen(ParentRun parent, RunState child) {
    return new RunState(
        parent.run(),
        new Latest<>(child.lastSeen, "", parent.job()),
        RunStatus.NEW,
        child.lastSeen,
        null,
        child.firstSeen,
        child.lastSeen,
        null,
        null,
        null,
        null,
        RunDetails.NONE,
        new TreeMap<>());
  }

  /**
   * Joins what two sets of events tell of the same run; commutative, associative and idempotent.
   */
  public RunState merge(RunState other) {
    boolean mine = status.compareTo(other.status) > 0;
    boolean equal = status == other.status;
    return new RunState(
        // Two spellings of one UUID differ in case only; any fixed choice does.
        run.text().compareTo(other.run.text()) <= 0 ? run : other.run,
        other.job.newerThan(job) ? other.job : job,
        mine ? status : other.status,
        equal ? RunUse.later(statusAt, other.statusAt) : mine ? statusAt : other.statusAt,
        earliest(startedAt, other.startedAt),
        RunUse.earlier(firstSeen, other.firstSeen),
        RunUse.later(lastSeen, other.lastSeen),
        Latest.of(parent, other.parent),
        Latest.of(nominalTime, other.nominalTime),
        Latest.of(error, other.error),
        Latest.of(code, other.code),
        details.merge(other.details),
        mergeUses(uses, other.uses));
  }

  /** When it ended, null while it has not. */
  public @Nullable Instant endedAt() {
    return status.terminal() ? statusAt : null;
  }

  /** When it started: the first START, or else the first event. */
  public Instant begunAt() {
    return startedAt == null ? firstSeen : startedAt;
  }

  /**
   * Whether it looks like a failure that was reported as a success: it completed and told of an
   * error, or completed without a START and without a word about how much it wrote, though it names
   * an output.
   */
  public boolean suspicious() {
    return RunFlag.suspicious(RunFlag.of(this, lastSeen));
  }

  private static RunDetails details(RunEvent event, Report report) {
    String producer = event.header().producer();
    return new RunDetails(
        report.of(Processing.in(event.jobFacets()).orElse(null)),
        report.of(Engine.in(event.runFacets()).orElse(null)),
        report.of(producer.isEmpty() || producer.length() > MAX_PRODUCER ? null : producer),
        report.of(CheckResults.ofTests(event.runFacets()).orElse(null)),
        report.of(ExtractionGaps.in(event.runFacets()).orElse(null)),
        report.of(JobDependencies.in(event.runFacets()).orElse(null)));
  }

  private static void addUses(
      Map<DatasetRole, RunUse> uses,
      DatasetRole.Role role,
      List<DatasetUse> datasets,
      Report report) {
    for (DatasetUse dataset : datasets) {
      @Nullable Statistics statistics = Statistics.in(dataset.roleFacets()).orElse(null);
      uses.merge(
          new DatasetRole(role, dataset.id()),
          new RunUse(
              report.at,
              report.at,
              report.of(statistics),
              report.of(
                  CheckResults.ofAssertions(dataset.facets(), dataset.roleFacets()).orElse(null))),
          RunUse::merge);
    }
  }

  private static SortedMap<DatasetRole, RunUse> mergeUses(
      SortedMap<DatasetRole, RunUse> left, SortedMap<DatasetRole, RunUse> right) {
    TreeMap<DatasetRole, RunUse> merged = new TreeMap<>(left);
    right.forEach((dataset, use) -> merged.merge(dataset, use, RunUse::merge));
    return merged;
  }

  private static @Nullable Instant earliest(@Nullable Instant left, @Nullable Instant right) {
    if (left == null || right == null) {
      return left == null ? right : left;
    }
    return RunUse.earlier(left, right);
  }

  /** The time and digest of the event that a value comes from. */
  private record Report(Instant at, String digest) {

    <T> @Nullable Latest<T> of(@Nullable T value) {
      return value == null ? null : new Latest<>(at, digest, value);
    }
  }
}
