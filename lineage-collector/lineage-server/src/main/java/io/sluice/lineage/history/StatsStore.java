package io.sluice.lineage.history;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;

/** How much there was when. */
@Singleton
public class StatsStore {

  private final DataSource database;

  StatsStore(DataSource database) {
    this.database = database;
  }

  /** What can be counted as it grows. */
  public enum Subject {
    JOBS("select first_seen from job n where" + EntityNames.VISIBLE),
    DATASETS("select first_seen from dataset n where" + EntityNames.VISIBLE),
    SOURCES(
        "select coalesce(r.created_at, s.first_seen) as first_seen"
            + " from source_seen s full join registered_source r on r.id = s.id");

    private final String beginnings;

    Subject(String beginnings) {
      this.beginnings = beginnings;
    }
  }

  /**
   * A stretch of time, its beginning in it and its end not.
   *
   * @param from its beginning
   * @param until its end
   */
  public record Interval(Instant from, Instant until) {}

  /**
   * How many there were at the end of each interval.
   *
   * @param subject what
   * @param intervals stretches that follow each other, the earliest first
   */
  public List<Long> growth(Subject subject, List<Interval> intervals) throws SQLException {
    String[] ends = intervals.stream().map(each -> each.until.toString()).toArray(String[]::new);
    try (Connection connection = database.getConnection()) {
      // Counted by interval in one walk, then summed up.
      TreeMap<Integer, Long> byInterval = new TreeMap<>();
      for (Map.Entry<Integer, Long> found :
          Sql.query(
              connection,
              row -> Map.entry(row.getInt(1), row.getLong(2)),
              "select width_bucket(first_seen, ?::timestamptz[]) as place, count(*) from ("
                  + subject.beginnings
                  + ") as begun group by place",
              (Object) ends)) {
        byInterval.put(found.getKey(), found.getValue());
      }
      List<Long> counts = new ArrayList<>();
      long sum = 0;
      for (int i = 0; i < intervals.size(); i++) {
        sum += byInterval.getOrDefault(i, 0L);
        counts.add(sum);
      }
      return counts;
    }
  }

  /**
   * How many events of each type there were in each interval.
   *
   * @param intervals stretches that begin and end on a quarter of an hour
   */
  public List<Map<String, Long>> events(List<Interval> intervals) throws SQLException {
    List<Map<String, Long>> counts = new ArrayList<>();
    try (Connection connection = database.getConnection()) {
      for (Interval interval : intervals) {
        Map<String, Long> byType = new TreeMap<>();
        Sql.query(
                connection,
                row -> Map.entry(row.getString(1), row.getLong(2)),
                "select type, sum(events) from event_tally where quarter >= ? and quarter < ?"
                    + " group by type",
                interval.from,
                interval.until)
            .forEach(found -> byType.put(found.getKey(), found.getValue()));
        counts.add(byType);
      }
    }
    return counts;
  }
}
