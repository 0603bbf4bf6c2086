package io.sluice.lineage.runs;

import io.sluice.lineage.event.JobId;
import io.sluice.lineage.history.RunRow;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists of jobs with what the latest run of each came to. */
@Singleton
class JobList {

  /** How many jobs are looked at for one page. */
  private static final int MAX_EXAMINED = 5_000;

  private static final int CHUNK = 200;

  private final JobStore store;
  private final RunStates states;

  JobList(JobStore store, RunStates states) {
    this.store = store;
    this.states = states;
  }

  /**
   * A job in a list.
   *
   * @param job its name
   * @param firstSeen the earliest event that mentions it
   * @param lastSeen the latest event that mentions it
   * @param parent the job that started its latest run, null if none did
   * @param latestRun its newest run, null if it has none; how many children that has tells how many
   *     jobs are folded into this one
   */
  public record Item(
      JobId job,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable JobId parent,
      @Nullable RunSummary latestRun) {

    static Item of(JobStore.JobRow row, Map<UUID, Derived> derived) {
      RunRow run = row.latest();
      return new Item(
          row.job(),
          row.firstSeen(),
          row.lastSeen(),
          parentOf(row),
          run == null ? null : RunSummary.of(run, Objects.requireNonNull(derived.get(run.id()))));
    }
  }

  record Part(List<Item> items, @Nullable String nextCursor) {}

  /** The next jobs; those that other jobs start only if they are asked for. */
  Part list(@Nullable String namespace, boolean withChildren, int limit, JobCursor from)
      throws SQLException {
    List<JobStore.JobRow> found = new ArrayList<>();
    JobCursor cursor = from;
    int examined = 0;
    boolean more = true;
    while (more && found.size() < limit && examined < MAX_EXAMINED) {
      List<JobStore.JobRow> page = store.after(cursor, namespace, CHUNK);
      more = page.size() == CHUNK;
      examined += page.size();
      for (JobStore.JobRow row : page) {
        if (found.size() == limit) {
          more = true;
          break;
        }
        cursor = JobCursor.after(row);
        if (withChildren || parentOf(row) == null) {
          found.add(row);
        }
      }
    }
    Map<UUID, Derived> derived =
        states.derive(
            found.stream().map(JobStore.JobRow::latest).filter(Objects::nonNull).toList());
    return new Part(
        found.stream().map(row -> Item.of(row, derived)).toList(), more ? cursor.text() : null);
  }

  private static @Nullable JobId parentOf(JobStore.JobRow row) {
    RunRow run = row.latest();
    var parent = run == null ? null : run.state().parent();
    // A retry may name the run of the same job that it repeats.
    return parent == null || parent.value().job().equals(row.job()) ? null : parent.value().job();
  }
}
