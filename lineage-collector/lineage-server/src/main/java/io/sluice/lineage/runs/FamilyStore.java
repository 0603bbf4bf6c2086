package io.sluice.lineage.runs;

import io.sluice.lineage.history.RunRow;
import io.sluice.lineage.history.Sql;
import io.sluice.lineage.run.RunStatus;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Which runs started which, and how long the runs of jobs took. */
@Singleton
class FamilyStore {

  private static final int MAX_DEPTH = 10;
  private static final int MAX_MEMBERS = 20_000;
  private static final int MIN_CHILDREN = 100;
  private static final int SAMPLES = 30;

  /**
   * A run below another counts as its child if it says so, or if it names the other as its root and
   * its own parent never sent anything.
   */
  private static final String CHILDREN =
      " from unnest(?::uuid[]) as above(id) cross join lateral"
          + " (select * from (select * from run where parent_id = above.id union all"
          + " select * from run c where c.root_id = above.id"
          + " and not exists (select 1 from run p where p.id = c.parent_id)) as below"
          + " order by begun_at desc, id limit ?) r";

  private final DataSource database;

  FamilyStore(DataSource database) {
    this.database = database;
  }

  /**
   * The families of some runs: ten generations, and of each some twenty thousand runs, the newest
   * of each parent.
   */
  Family load(Collection<UUID> runs) throws SQLException {
    Family family = new Family();
    Set<UUID> known = new HashSet<>(runs);
    Collection<UUID> level = known;
    try (Connection connection = database.getConnection()) {
      for (int depth = 0; depth < MAX_DEPTH && !level.isEmpty(); depth++) {
        List<UUID> next = new ArrayList<>();
        for (Map.Entry<UUID, Family.Member> child :
            Sql.query(
                connection,
                row -> Map.entry(Sql.uuid(row, 1), member(row)),
                "select above.id, r.id, r.job_id, r.status, r.begun_at" + CHILDREN,
                List.copyOf(level),
                Math.max(MIN_CHILDREN, MAX_MEMBERS / level.size()))) {
          family.add(child.getKey(), child.getValue());
          if (known.add(child.getValue().id())) {
            next.add(child.getValue().id());
          }
        }
        level = next;
      }
    }
    return family;
  }

  private static Family.Member member(ResultSet row) throws SQLException {
    return new Family.Member(
        Sql.uuid(row, 2),
        Sql.uuid(row, 3),
        RunStatus.valueOf(row.getString(4)),
        Sql.instant(row, 5));
  }

  /** The runs that a run started, newest first. */
  List<RunRow> children(UUID run, int limit) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return Sql.query(
          connection,
          RunListStore::read,
          "select r.id, r.job_version, r.state" + CHILDREN + " order by r.begun_at desc, r.id",
          List.of(run),
          limit);
    }
  }

  /** How long the last completed runs of each job took, where there are enough of them. */
  Map<UUID, ExpectedDuration> durations(Collection<UUID> jobs) throws SQLException {
    Map<UUID, List<Duration>> taken = new HashMap<>();
    try (Connection connection = database.getConnection()) {
      for (Map.Entry<UUID, Duration> each :
          Sql.query(
              connection,
              row -> {
                Instant begun = Sql.instant(row, 2);
                return Map.entry(Sql.uuid(row, 1), Duration.between(begun, Sql.instant(row, 3)));
              },
              "select j.id, r.begun_at, r.ended_at from unnest(?::uuid[]) as j(id)"
                  + " cross join lateral (select begun_at, ended_at from run"
                  + " where job_id = j.id and status = 'COMPLETED' and ended_at > begun_at"
                  + " order by begun_at desc limit "
                  + SAMPLES
                  + ") r",
              Set.copyOf(jobs))) {
        taken.computeIfAbsent(each.getKey(), any -> new ArrayList<>()).add(each.getValue());
      }
    }
    Map<UUID, ExpectedDuration> expected = new HashMap<>();
    taken.forEach(
        (job, durations) -> {
          Optional<ExpectedDuration> learned = ExpectedDuration.of(durations);
          learned.ifPresent(duration -> expected.put(job, duration));
        });
    return expected;
  }
}
