package io.sluice.lineage.projection;

import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Column lineage: which content each job gave to each dataset and when, and what each content says.
 * The newest one holds whole.
 */
@Singleton
@Priority(30)
class ColumnsPart implements ProjectionPart {

  private static final long MAX_REMEMBERED = 100_000;

  @Override
  public List<String> tables() {
    return List.of("column_version", "column_link");
  }

  @Override
  public Gathering gather() {
    return gather(new WriterMemory());
  }

  @Override
  public Gathering gather(WriterMemory memory) {
    return new Columns(memory.of(Written.class, Written::new));
  }

  /** What the writer wrote last. */
  private static final class Written {
    /** Of each dataset and job the current version and its report. */
    private final Bounded<ColumnKey, Current> current = new Bounded<>(MAX_REMEMBERED);

    private final Bounded<UUID, Boolean> contents = new Bounded<>(MAX_REMEMBERED);
  }

  private record Current(UUID version, Reported report) {}

  /** Whose column lineage it is. */
  private record ColumnKey(UUID dataset, UUID job) {}

  /** When a content was reported; the digest is of the latest report. */
  private record Reported(TimeSpan seen, UUID digest) {

    Reported merge(Reported other) {
      return new Reported(seen.merge(other.seen), other.newerThan(this) ? other.digest : digest);
    }

    boolean newerThan(Reported other) {
      return compare(other) > 0;
    }

    int compare(Reported other) {
      int byTime = seen.last().compareTo(other.seen.last());
      return byTime != 0 ? byTime : compareBytes(digest, other.digest);
    }

    /** As digests are ordered; {@link UUID#compareTo} takes the halves as signed numbers. */
    static int compareBytes(UUID left, UUID right) {
      int most =
          Long.compareUnsigned(left.getMostSignificantBits(), right.getMostSignificantBits());
      return most != 0
          ? most
          : Long.compareUnsigned(left.getLeastSignificantBits(), right.getLeastSignificantBits());
    }
  }

  private static final class Columns implements Gathering {

    private final Map<ColumnKey, Map<UUID, Reported>> reports = new LinkedHashMap<>();
    private final Map<UUID, ColumnContent> contents = new LinkedHashMap<>();
    private final Written written;

    Columns(Written written) {
      this.written = written;
    }

    @Override
    public void add(Observed event) {
      for (Observed.Use use : event.uses()) {
        ColumnContent content = use.columns();
        if (content != null) {
          Reported report =
              new Reported(TimeSpan.at(event.at()), Observed.digestPrefix(event.digest()));
          reports
              .computeIfAbsent(new ColumnKey(use.id(), event.job()), key -> new LinkedHashMap<>())
              .merge(content.version(), report, Reported::merge);
          contents.put(content.version(), content);
        }
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      if (reports.isEmpty()) {
        return;
      }
      Map<ColumnKey, UUID> before = load(connection);
      Rows rows = new Rows("uuid", "uuid", "uuid", "timestamptz", "timestamptz", "uuid", "boolean");
      reports.forEach(
          (key, versions) -> {
            UUID current = current(before.get(key), versions);
            Reported newest = current == null ? null : versions.get(current);
            if (current != null && newest != null) {
              written.current.put(key, new Current(current, newest), 1);
            }
            versions.forEach(
                (version, report) ->
                    rows.add(
                        key.dataset,
                        key.job,
                        version,
                        report.seen.first(),
                        report.seen.last(),
                        report.digest,
                        version.equals(current)));
          });
      rows.insert(
          connection,
          "column_version (dataset_id, job_id, version, first_seen, last_seen, digest, current)",
          "on conflict (dataset_id, job_id, version) do update set"
              + " first_seen = excluded.first_seen, last_seen = excluded.last_seen,"
              + " digest = excluded.digest, current = excluded.current");
      writeContents(connection);
    }

    /** The version of the newest report; one event may name a dataset twice and differently. */
    private static @Nullable UUID current(@Nullable UUID before, Map<UUID, Reported> versions) {
      UUID current = before;
      for (Map.Entry<UUID, Reported> each : versions.entrySet()) {
        Reported holding = current == null ? null : versions.get(current);
        if (current == null || holding == null) {
          current = each.getKey();
          continue;
        }
        int order = each.getValue().compare(holding);
        if (order > 0 || (order == 0 && Reported.compareBytes(each.getKey(), current) > 0)) {
          current = each.getKey();
        }
      }
      return current;
    }

    /** Adds what is stored of the same versions and of the current ones, and tells the latter. */
    private Map<ColumnKey, UUID> load(Connection connection) throws SQLException {
      Rows keys = new Rows("uuid", "uuid", "uuid");
      Map<ColumnKey, UUID> current = new HashMap<>();
      reports.forEach(
          (key, versions) -> {
            Current known = written.current.get(key);
            if (known != null && versions.keySet().equals(Set.of(known.version))) {
              versions.merge(known.version, known.report, Reported::merge);
              current.put(key, known.version);
            } else {
              versions.keySet().forEach(version -> keys.add(key.dataset, key.job, version));
            }
          });
      if (keys.isEmpty()) {
        return current;
      }
      try (PreparedStatement query =
          connection.prepareStatement(
              "select distinct v.dataset_id, v.job_id, v.version, v.first_seen, v.last_seen,"
                  + " v.digest, v.current from column_version v join "
                  + keys.unnest()
                  + " as wanted(dataset_id, job_id, version) on v.dataset_id = wanted.dataset_id"
                  + " and v.job_id = wanted.job_id"
                  + " and (v.version = wanted.version or v.current)")) {
        keys.bind(query, 1);
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            ColumnKey key =
                new ColumnKey(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class));
            UUID version = rows.getObject(3, UUID.class);
            TimeSpan seen =
                new TimeSpan(
                    rows.getObject(4, OffsetDateTime.class).toInstant(),
                    rows.getObject(5, OffsetDateTime.class).toInstant());
            reports
                .computeIfAbsent(key, k -> new LinkedHashMap<>())
                .merge(version, new Reported(seen, rows.getObject(6, UUID.class)), Reported::merge);
            if (rows.getBoolean(7)) {
              current.put(key, version);
            }
          }
        }
      }
      return current;
    }

    /** The same version is the same content: what is there needs no second look. */
    private void writeContents(Connection connection) throws SQLException {
      contents.keySet().removeIf(version -> written.contents.get(version) != null);
      if (contents.isEmpty()) {
        return;
      }
      contents.keySet().forEach(version -> written.contents.put(version, true, 1));
      try (PreparedStatement query =
          connection.prepareStatement(
              "select version from column_link where ordinal = 0 and version = any(?)")) {
        query.setArray(1, connection.createArrayOf("uuid", contents.keySet().toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            contents.remove(rows.getObject(1, UUID.class));
          }
        }
      }
      Rows links = new Rows("uuid", "integer", "text", "uuid", "text", "boolean", "text");
      contents.forEach(
          (version, content) -> {
            int ordinal = 0;
            for (ColumnContent.Link link : content.links()) {
              links.add(
                  version,
                  ordinal++,
                  link.field(),
                  link.input(),
                  link.inputField(),
                  link.direct(),
                  link.transformations());
            }
          });
      links.insert(
          connection,
          "column_link (version, ordinal, field, input_id, input_field, direct, transformations)",
          "");
    }
  }
}
