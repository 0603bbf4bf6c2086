package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.RunFlag;
import io.sluice.lineage.run.RunStatus;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What runs come to: asked for many at once, since each question costs the same for one as for
 * many.
 */
@Singleton
public class RunStates {

  private final FamilyStore families;
  private final RunSettings settings;
  private final Clock clock;

  RunStates(FamilyStore families, RunSettings settings, Clock clock) {
    this.families = families;
    this.settings = settings;
    this.clock = clock;
  }

  /** What follows for each of the runs at this moment, by their ids. */
  public Map<UUID, Derived> derive(Collection<RunRow> runs) throws SQLException {
    if (runs.isEmpty()) {
      return Map.of();
    }
    Set<UUID> jobs = new HashSet<>();
    Set<UUID> ids = new HashSet<>();
    for (RunRow run : runs) {
      jobs.add(EntityIds.of(run.state().job().value()));
      ids.add(run.id());
    }
    Family family = families.load(ids);
    Map<UUID, ExpectedDuration> expected = families.durations(jobs);
    Instant now = clock.instant();
    Map<UUID, Derived> derived = new HashMap<>();
    for (RunRow run : runs) {
      ExpectedDuration usual = expected.get(EntityIds.of(run.state().job().value()));
      Instant staleAt = Staleness.at(run.state(), usual, settings, now).orElse(null);
      RunStatus rolledUp = family.rolledUp(run.id(), run.state().status());
      Family.Counts counts = family.counts(run.id());
      derived.put(
          run.id(),
          new Derived(
              DerivedState.of(
                  run.state().status(), rolledUp, staleAt != null && now.isAfter(staleAt)),
              rolledUp,
              RunFlag.of(run.state(), now),
              staleAt,
              usual,
              counts.children(),
              counts.failed()));
    }
    return derived;
  }
}
