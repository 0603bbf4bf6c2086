package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.sluice.lineage.projection.RunStateJson;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The versions of jobs (by what they read, write and run) and of datasets (by their schema). */
@Singleton
public class VersionStore {

  private static final String JOB_VERSION =
      "select v.version, v.first_seen, v.last_seen, r.id, r.job_version, r.state"
          + " from job_version v left join lateral (select id, job_version, state from run"
          + " where job_id = v.job_id and job_version = v.version"
          + " order by begun_at desc, id limit 1) r on true where v.job_id = ?";
  private static final String SCHEMA_VERSION =
      "select version, min(first_seen), max(last_seen), min(fields), bool_or(authoritative)"
          + " from dataset_schema where dataset_id = ?";

  private final DataSource database;

  VersionStore(DataSource database) {
    this.database = database;
  }

  /**
   * A version of a job.
   *
   * @param version its id
   * @param firstSeen when it was first seen
   * @param lastSeen when it was last seen
   * @param latestRun the newest run that showed it, if a run did
   * @param inputs what it reads
   * @param outputs what it writes
   */
  public record JobVersionRow(
      UUID version,
      Instant firstSeen,
      Instant lastSeen,
      @Nullable RunRow latestRun,
      List<NameRow> inputs,
      List<NameRow> outputs) {}

  /**
   * A version of a dataset.
   *
   * @param version its id
   * @param firstSeen when it was first seen
   * @param lastSeen when it was last seen
   * @param fields its fields
   * @param createdBy the first run that wrote the dataset from then on, if one did
   */
  public record SchemaVersionRow(
      UUID version,
      Instant firstSeen,
      Instant lastSeen,
      JsonNode fields,
      @Nullable RunRow createdBy) {}

  /** The versions of a job, the newest first. */
  public Listing<JobVersionRow> ofJob(UUID job, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return new Listing<>(
          jobVersions(
              connection,
              job,
              JOB_VERSION + " order by v.last_seen desc, v.version limit ? offset ?",
              job,
              page.limit(),
              page.offset()),
          Sql.count(connection, "select count(*) from job_version where job_id = ?", job));
    }
  }

  /** One version of a job. */
  public Optional<JobVersionRow> ofJob(UUID job, UUID version) throws SQLException {
    try (Connection connection = database.getConnection()) {
      return jobVersions(connection, job, JOB_VERSION + " and v.version = ?", job, version).stream()
          .findFirst();
    }
  }

  private static List<JobVersionRow> jobVersions(
      Connection connection, UUID job, String sql, Object... parameters) throws SQLException {
    record Found(UUID version, Instant first, Instant last, @Nullable RunRow run) {}
    List<Found> found =
        Sql.query(
            connection,
            row ->
                new Found(
                    Sql.uuid(row, 1), Sql.instant(row, 2), Sql.instant(row, 3), runOf(row, 4)),
            sql,
            parameters);
    record Use(UUID version, String role, NameRow dataset) {}
    Map<UUID, Map<String, List<NameRow>>> declared = new HashMap<>();
    // What a run showed is in its state; what only a job event declared has to be asked for.
    List<UUID> unseen =
        found.stream().filter(each -> each.run == null).map(each -> each.version).toList();
    for (Use use :
        Sql.query(
            connection,
            row ->
                new Use(
                    Sql.uuid(row, 1),
                    row.getString(2),
                    new NameRow(row.getString(3), row.getString(4))),
            "select distinct j.version, u.role, d.namespace, d.name from job_declaration j"
                + " join declared_use u using (job_id, event_time, digest)"
                + " join dataset d on d.id = u.dataset_id"
                + " where j.job_id = ? and j.version = any(?) order by d.namespace, d.name",
            job,
            unseen)) {
      declared
          .computeIfAbsent(use.version, version -> new HashMap<>())
          .computeIfAbsent(use.role, role -> new ArrayList<>())
          .add(use.dataset);
    }
    return found.stream()
        .map(
            each ->
                new JobVersionRow(
                    each.version,
                    each.first,
                    each.last,
                    each.run,
                    uses(each.run, declared.get(each.version), "INPUT"),
                    uses(each.run, declared.get(each.version), "OUTPUT")))
        .toList();
  }

  private static List<NameRow> uses(
      @Nullable RunRow run, @Nullable Map<String, List<NameRow>> declared, String role) {
    if (run == null) {
      return declared == null ? List.of() : declared.getOrDefault(role, List.of());
    }
    return run.state().uses().keySet().stream()
        .filter(use -> use.role().name().equals(role))
        .map(use -> new NameRow(use.dataset().namespace(), use.dataset().name()))
        .toList();
  }

  /**
   * The versions of a dataset's schema, the newest first; a dataset of which no schema was ever
   * sent has one version without fields, whose id is the dataset's.
   */
  public Listing<SchemaVersionRow> ofDataset(DatasetRow dataset, Page page) throws SQLException {
    try (Connection connection = database.getConnection()) {
      long total =
          Sql.count(
              connection,
              "select count(distinct version) from dataset_schema where dataset_id = ?",
              dataset.id());
      if (total == 0) {
        boolean shown = page.offset() == 0 && page.limit() > 0;
        return new Listing<>(shown ? List.of(without(dataset)) : List.of(), 1);
      }
      return new Listing<>(
          schemaVersions(
              connection,
              dataset.id(),
              SCHEMA_VERSION
                  + " group by version order by bool_or(authoritative) desc, max(last_seen) desc,"
                  + " version limit ? offset ?",
              dataset.id(),
              page.limit(),
              page.offset()),
          total);
    }
  }

  /** One version of a dataset. */
  public Optional<SchemaVersionRow> ofDataset(DatasetRow dataset, UUID version)
      throws SQLException {
    try (Connection connection = database.getConnection()) {
      Optional<SchemaVersionRow> found =
          schemaVersions(
                  connection,
                  dataset.id(),
                  SCHEMA_VERSION + " and version = ? group by version",
                  dataset.id(),
                  version)
              .stream()
              .findFirst();
      return found.isEmpty() && version.equals(dataset.id())
          ? Optional.of(without(dataset))
          : found;
    }
  }

  /**
   * The dataset with the schema that it had at a time: of those seen by then the one whose last
   * sign until then is the newest; without fields if none was.
   */
  public DatasetRow asOf(DatasetRow dataset, Instant at) throws SQLException {
    record Version(UUID id, JsonNode fields) {}
    try (Connection connection = database.getConnection()) {
      Version version =
          Sql.query(
                  connection,
                  row -> new Version(Sql.uuid(row, 1), Sql.json(row.getString(2))),
                  "select version, fields from dataset_schema"
                      + " where dataset_id = ? and first_seen <= ? order by authoritative desc,"
                      + " least(last_seen, ?) desc, first_seen desc, version limit 1",
                  dataset.id(),
                  at,
                  at)
              .stream()
              .findFirst()
              .orElse(new Version(dataset.id(), JsonNodeFactory.instance.arrayNode()));
      return dataset.with(version.id, version.fields);
    }
  }

  private static SchemaVersionRow without(DatasetRow dataset) {
    ArrayNode none = JsonNodeFactory.instance.arrayNode();
    return new SchemaVersionRow(dataset.id(), dataset.firstSeen(), dataset.lastSeen(), none, null);
  }

  private static List<SchemaVersionRow> schemaVersions(
      Connection connection, UUID dataset, String sql, Object... parameters) throws SQLException {
    List<Object> all = new ArrayList<>(List.of(parameters));
    all.add(dataset);
    return Sql.query(
        connection,
        row ->
            new SchemaVersionRow(
                Sql.uuid(row, 1),
                Sql.instant(row, 2),
                Sql.instant(row, 3),
                Sql.json(row.getString(4)),
                runOf(row, 6)),
        "select s.*, r.id, r.job_version, r.state from ("
            + sql
            + ") as s(version, first_seen, last_seen, fields, authoritative)"
            // A run that is first to report a schema may have begun some time before it does.
            + " left join lateral (select u.run_id from job_use u where u.dataset_id = ?"
            + " and u.role = 'OUTPUT' and u.first_seen >= s.first_seen - interval '7 days'"
            + " and u.schema_version = s.version order by u.first_seen, u.run_id limit 1) w on true"
            + " left join run r on r.id = w.run_id"
            + " order by s.authoritative desc, s.last_seen desc, s.version",
        all.toArray());
  }

  private static @Nullable RunRow runOf(ResultSet row, int first) throws SQLException {
    UUID id = row.getObject(first, UUID.class);
    return id == null
        ? null
        : new RunRow(
            id, row.getObject(first + 1, UUID.class), RunStateJson.read(row.getString(first + 2)));
  }
}
