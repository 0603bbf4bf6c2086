package io.sluice.lineage.runs;

import io.sluice.access.Permission;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Jobs with their runs. */
@Path("/api/lineage/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Jobs")
@Blocking
public class JobResource {

  private static final int MAX_LIMIT = 500;
  private static final int LAST_RUNS = 20;
  private static final int HISTORY = 30;

  private final JobList list;
  private final JobStore store;
  private final JobHistoryStore history;
  private final RunStates states;
  private final FamilyStore families;
  private final Freshness freshness;
  private final Clock clock;

  JobResource(
      JobList list,
      JobStore store,
      JobHistoryStore history,
      RunStates states,
      FamilyStore families,
      Freshness freshness,
      Clock clock) {
    this.list = list;
    this.store = store;
    this.history = history;
    this.states = states;
    this.families = families;
    this.freshness = freshness;
    this.clock = clock;
  }

  /**
   * A part of the list.
   *
   * @param items the jobs, by namespace and name
   * @param nextCursor where it goes on, null at its end; it may go on though this part is short
   * @param freshness how current it is
   */
  public record Jobs(
      List<JobList.Item> items, @Nullable String nextCursor, Freshness.State freshness) {}

  /**
   * A job with all that its runs tell.
   *
   * @param job its name, its parent and its latest run
   * @param versions what it read and wrote and its code, version by version, the newest first
   * @param expected how long its runs take, null if fewer than three completed
   * @param schedule how often it seems to be due, null if its runs show no schedule
   * @param lastRuns its last runs, the newest first
   * @param upstream the jobs that it waits for by its scheduler
   * @param downstream the jobs that wait for it
   * @param freshness how current it is
   */
  public record Job(
      JobList.Item job,
      List<JobStore.Version> versions,
      @Nullable ExpectedDuration expected,
      @Nullable ScheduleGuess schedule,
      List<RunSummary> lastRuns,
      List<JobStore.Neighbour> upstream,
      List<JobStore.Neighbour> downstream,
      Freshness.State freshness) {}

  /** The jobs by name; those that other jobs start are folded into them unless asked for. */
  @GET
  @Operation(operationId = "listLineageJobs", summary = "Jobs with their latest runs")
  public Jobs list(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("includeChildren") @DefaultValue("false") boolean includeChildren,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    Parameters.within("limit", limit, 1, MAX_LIMIT);
    JobCursor from = cursor == null ? JobCursor.START : JobCursor.parse(cursor);
    String wanted = Parameters.text("namespace", namespace);
    Freshness.State state = freshness.await(minPosition);
    JobList.Part part = list.list(wanted, includeChildren, limit, from);
    return new Jobs(part.items(), part.nextCursor(), state);
  }

  /** The job of that name. */
  @GET
  @Path("/by-id")
  @Operation(operationId = "getLineageJob", summary = "A job with its runs and its versions")
  public Job job(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("name") @Nullable String name,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    JobId wanted = Parameters.job(namespace, name);
    if (wanted == null) {
      throw Parameters.refused("name", "namespace and name say which job is meant");
    }
    Freshness.State state = freshness.await(minPosition);
    JobStore.JobRow row =
        store
            .find(wanted)
            .orElseThrow(
                () ->
                    new ProblemException(
                        CommonProblem.NOT_FOUND, "No job '" + wanted.name() + "' is known."));
    var moment = new JobHistoryStore.Moment(row.id(), clock.instant());
    List<RunRow> runs = history.before(List.of(moment), HISTORY).getOrDefault(moment, List.of());
    List<RunRow> shown = new ArrayList<>(runs);
    RunRow latest = row.latest();
    if (latest != null && runs.stream().noneMatch(run -> run.id().equals(latest.id()))) {
      shown.add(0, latest);
    }
    Map<UUID, Derived> derived = states.derive(shown);
    return new Job(
        JobList.Item.of(row, derived),
        store.versions(row.id()),
        families.durations(List.of(row.id())).get(row.id()),
        schedule(runs),
        shown.stream()
            .limit(LAST_RUNS)
            .map(run -> RunSummary.of(run, Objects.requireNonNull(derived.get(run.id()))))
            .toList(),
        store.upstream(row.id()),
        store.downstream(row.id()),
        state);
  }

  private static @Nullable ScheduleGuess schedule(List<RunRow> runs) {
    List<Instant> nominal = new ArrayList<>();
    List<Instant> begun = new ArrayList<>();
    for (RunRow run : runs) {
      var time = run.state().nominalTime();
      if (time != null) {
        nominal.add(time.value().start());
      }
      begun.add(run.state().begunAt());
    }
    return ScheduleGuess.of(nominal, ScheduleGuess.Basis.NOMINAL_TIME)
        .or(() -> ScheduleGuess.of(begun, ScheduleGuess.Basis.BEGIN))
        .orElse(null);
  }
}
