package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.JobDependencies;
import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.projection.EntityIds;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Collects what may be why a run went wrong: from run to run upstream, by the data that each read
 * and by what its scheduler made it wait for. It looks at a hundred runs, ten deep, at the most.
 */
@Singleton
class RootCauseWalk {

  private static final int MAX_DEPTH = 10;
  private static final int MAX_RUNS = 100;
  private static final int HISTORY = 30;
  private static final int MAX_BAD_RUNS = 3;

  /** For all runs of one distance. */
  private static final int MAX_READS = 300;

  private final RunLineage lineage;
  private final RunStates states;
  private final JobHistoryStore history;
  private final RunListStore runs;

  RootCauseWalk(RunLineage lineage, RunStates states, JobHistoryStore history, RunListStore runs) {
    this.lineage = lineage;
    this.states = states;
    this.history = history;
    this.runs = runs;
  }

  /**
   * What was looked at.
   *
   * @param suspects the runs, the one in question first
   * @param truncated whether there was more than is looked at
   */
  record Walked(List<Suspect> suspects, boolean truncated) {}

  /** A run to be looked at, and how the walk came to it. */
  private record Visit(RunRow row, List<Cause.Step> path, boolean dependency) {

    Visit further(RunRow next, @Nullable DatasetId reads) {
      List<Cause.Step> longer = new ArrayList<>(path);
      longer.add(step(next, reads));
      return new Visit(next, longer, reads == null);
    }

    static Visit start(RunRow row) {
      return new Visit(row, List.of(step(row, null)), false);
    }

    private static Cause.Step step(RunRow row, @Nullable DatasetId reads) {
      return new Cause.Step(row.state().run().text(), row.state().job().value(), reads);
    }

    Instant begunAt() {
      return row.state().begunAt();
    }
  }

  Walked from(RunRow start) throws SQLException {
    List<Suspect> suspects = new ArrayList<>();
    Set<UUID> visited = new HashSet<>(Set.of(start.id()));
    List<Visit> level = List.of(Visit.start(start));
    boolean truncated = false;
    for (int depth = 0; !level.isEmpty(); depth++) {
      Level facts = load(level);
      truncated |= facts.truncated;
      List<Visit> next = new ArrayList<>();
      for (Visit visit : level) {
        Suspect suspect = facts.suspect(visit);
        suspects.add(suspect);
        for (Visit further : facts.further(visit, suspect)) {
          if (visited.contains(further.row.id())) {
            continue;
          }
          if (depth == MAX_DEPTH || visited.size() >= MAX_RUNS) {
            truncated = true;
          } else {
            visited.add(further.row.id());
            next.add(further);
          }
        }
      }
      level = next;
    }
    return new Walked(suspects, truncated);
  }

  /**
   * The run to ask about if a dataset was found wrong at a time: the last that should have written
   * it.
   */
  Optional<RunRow> behind(DatasetId dataset, Instant at) throws SQLException {
    var reading = new WriterChoice.Reading(null, EntityIds.of(dataset), at, null);
    UUID found = lineage.resolve(Map.of(reading, dataset)).get(0).writer();
    List<RunRow> rows = found == null ? List.of() : runs.byId(List.of(found));
    if (rows.isEmpty()) {
      return Optional.empty();
    }
    RunRow writer = rows.get(0);
    var moment = new JobHistoryStore.Moment(job(writer), at);
    List<RunRow> newer =
        history.before(List.of(moment), HISTORY).getOrDefault(moment, List.of()).stream()
            .filter(run -> run.state().begunAt().isAfter(writer.state().begunAt()))
            .toList();
    Map<UUID, Derived> derived = states.derive(newer);
    return newer.stream()
        .filter(run -> bad(derived, run))
        .findFirst()
        .or(() -> Optional.of(writer));
  }

  private Level load(List<Visit> visits) throws SQLException {
    Map<UUID, List<RunLineage.Resolved>> reads =
        lineage.resolve(visits.stream().map(Visit::row).toList());
    boolean truncated = shorten(reads);
    Map<UUID, RunRow> named = named(visits, reads);
    Set<JobHistoryStore.Moment> moments = new LinkedHashSet<>();
    Set<UUID> datasets = new HashSet<>();
    for (Visit visit : visits) {
      moments.add(new JobHistoryStore.Moment(job(visit.row), visit.begunAt()));
      for (RunLineage.Resolved read : reads.getOrDefault(visit.row.id(), List.of())) {
        datasets.add(read.reading().dataset());
        RunRow writer = known(named, read.writer());
        if (writer != null) {
          moments.add(new JobHistoryStore.Moment(job(writer), visit.begunAt()));
        }
      }
      for (JobDependencies.Dependency dependency : dependencies(visit.row)) {
        if (dependency.run() == null) {
          moments.add(new JobHistoryStore.Moment(EntityIds.of(dependency.job()), visit.begunAt()));
        }
      }
    }
    Map<JobHistoryStore.Moment, List<RunRow>> past =
        history.before(moments.stream().limit(MAX_READS).toList(), HISTORY);
    Map<UUID, RunRow> all = new HashMap<>(named);
    visits.forEach(visit -> all.put(visit.row.id(), visit.row));
    past.values().forEach(rows -> rows.forEach(row -> all.putIfAbsent(row.id(), row)));
    return new Level(
        reads,
        past,
        named,
        states.derive(all.values()),
        history.schemas(datasets),
        truncated || moments.size() > MAX_READS);
  }

  /** Leaves so many reads that what they lead to can be loaded; tells whether there were more. */
  private static boolean shorten(Map<UUID, List<RunLineage.Resolved>> reads) {
    int[] left = {MAX_READS};
    boolean[] shortened = {false};
    reads.replaceAll(
        (run, all) -> {
          int kept = Math.min(left[0], all.size());
          left[0] -= kept;
          shortened[0] |= kept < all.size();
          return all.subList(0, kept);
        });
    return shortened[0];
  }

  /** The runs that wrote what was read, and those that schedulers made others wait for. */
  private Map<UUID, RunRow> named(List<Visit> visits, Map<UUID, List<RunLineage.Resolved>> reads)
      throws SQLException {
    Set<UUID> ids = new HashSet<>();
    for (Visit visit : visits) {
      for (RunLineage.Resolved read : reads.getOrDefault(visit.row.id(), List.of())) {
        UUID writer = read.writer();
        if (writer != null) {
          ids.add(writer);
        }
      }
      for (JobDependencies.Dependency dependency : dependencies(visit.row)) {
        if (dependency.run() != null) {
          ids.add(RunId.of(dependency.run()).uuid());
        }
      }
    }
    Map<UUID, RunRow> named = new HashMap<>();
    runs.byId(ids).forEach(run -> named.put(run.id(), run));
    return named;
  }

  /** What is known of all runs of one distance. */
  private record Level(
      Map<UUID, List<RunLineage.Resolved>> reads,
      Map<JobHistoryStore.Moment, List<RunRow>> past,
      Map<UUID, RunRow> named,
      Map<UUID, Derived> derived,
      Map<UUID, List<SchemaChange.Version>> schemas,
      boolean truncated) {

    Suspect suspect(Visit visit) {
      List<RunRow> earlier = past(job(visit.row), visit.begunAt());
      Instant lastGood = Suspect.lastGood(earlier).map(run -> run.state().begunAt()).orElse(null);
      List<Suspect.Input> inputs = new ArrayList<>();
      for (RunLineage.Resolved read : reads.getOrDefault(visit.row.id(), List.of())) {
        RunRow writer = known(named, read.writer());
        SchemaChange change =
            lastGood == null
                ? null
                : SchemaChange.between(
                        schemas.getOrDefault(read.reading().dataset(), List.of()),
                        lastGood,
                        visit.begunAt())
                    .orElse(null);
        inputs.add(
            new Suspect.Input(
                read.dataset(),
                writer,
                writer == null ? List.of() : past(job(writer), visit.begunAt()),
                change));
      }
      return new Suspect(
          visit.row,
          Objects.requireNonNull(derived.get(visit.row.id())),
          visit.path,
          visit.dependency,
          earlier,
          inputs);
    }

    /** The runs that this one's data came from, or should have come from, or that it waited for. */
    List<Visit> further(Visit visit, Suspect suspect) {
      List<Visit> further = new ArrayList<>();
      for (Suspect.Input input : suspect.inputs()) {
        RunRow writer = input.writer();
        if (writer != null) {
          further.add(visit.further(writer, input.dataset()));
          List<RunRow> missed = new ArrayList<>();
          for (RunRow run : input.writerRuns()) {
            if (run.state().begunAt().isAfter(writer.state().begunAt()) && bad(derived, run)) {
              // Newest first: what broke first stays when there are many.
              missed.add(0, run);
            }
          }
          missed.stream()
              .limit(MAX_BAD_RUNS)
              .forEach(run -> further.add(visit.further(run, input.dataset())));
        }
      }
      for (JobDependencies.Dependency dependency : dependencies(visit.row)) {
        RunRow run = run(dependency, visit.begunAt());
        if (run != null) {
          further.add(visit.further(run, null));
        }
      }
      return further;
    }

    private @Nullable RunRow run(JobDependencies.Dependency dependency, Instant before) {
      if (dependency.run() != null) {
        return named.get(RunId.of(dependency.run()).uuid());
      }
      List<RunRow> runs = past(EntityIds.of(dependency.job()), before);
      return runs.isEmpty() ? null : runs.get(0);
    }

    private List<RunRow> past(UUID job, Instant before) {
      return past.getOrDefault(new JobHistoryStore.Moment(job, before), List.of());
    }
  }

  private static @Nullable RunRow known(Map<UUID, RunRow> runs, @Nullable UUID id) {
    return id == null ? null : runs.get(id);
  }

  private static boolean bad(Map<UUID, Derived> derived, RunRow run) {
    Derived known = derived.get(run.id());
    return known != null && (known.state().bad() || known.suspicious());
  }

  private static List<JobDependencies.Dependency> dependencies(RunRow run) {
    var dependencies = run.state().details().dependencies();
    return dependencies == null ? List.of() : dependencies.value().upstream();
  }

  private static UUID job(RunRow run) {
    JobId job = run.state().job().value();
    return EntityIds.of(job);
  }
}
