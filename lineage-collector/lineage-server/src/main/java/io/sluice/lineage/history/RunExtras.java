package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.JsonNode;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.run.DatasetRole;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What Marquez's shape of a run says besides the run's own state. */
@Singleton
public class RunExtras {

  private final DataSource database;

  RunExtras(DataSource database) {
    this.database = database;
  }

  /**
   * What there is to say of a run.
   *
   * @param args its arguments
   * @param versions the version of each dataset that it read or wrote
   */
  public record Extras(Map<String, String> args, Map<DatasetRole, UUID> versions) {

    /** Nothing to say. */
    public static final Extras NONE = new Extras(Map.of(), Map.of());
  }

  /** What there is to say of each of the runs. */
  public Map<UUID, Extras> of(Collection<RunRow> runs) throws SQLException {
    Map<UUID, RunRow> byId = new LinkedHashMap<>();
    runs.forEach(run -> byId.put(run.id(), run));
    if (byId.isEmpty()) {
      return Map.of();
    }
    try (Connection connection = database.getConnection()) {
      Map<UUID, Map<String, String>> args = args(connection, byId.keySet());
      Map<UUID, Map<DatasetRole, UUID>> versions = versions(connection, byId.values());
      Map<UUID, Extras> extras = new HashMap<>();
      byId.forEach(
          (id, run) ->
              extras.put(
                  id,
                  new Extras(
                      args.getOrDefault(id, Map.of()), versions.getOrDefault(id, Map.of()))));
      return extras;
    }
  }

  private static Map<UUID, Map<String, String>> args(Connection connection, Collection<UUID> runs)
      throws SQLException {
    Map<UUID, Map<String, String>> args = new HashMap<>();
    for (Map.Entry<UUID, JsonNode> row :
        Sql.query(
            connection,
            row -> Map.entry(Sql.uuid(row, 1), Sql.json(row.getString(2))),
            "select run_id, args from run_args where run_id = any(?)",
            runs)) {
      Map<String, String> read = new LinkedHashMap<>();
      row.getValue().properties().forEach(arg -> read.put(arg.getKey(), arg.getValue().asText()));
      args.put(row.getKey(), read);
    }
    return args;
  }

  /**
   * Which schema each dataset had when the run used it: what the run itself said, else the newest
   * that was seen by then.
   */
  private static Map<UUID, Map<DatasetRole, UUID>> versions(
      Connection connection, Collection<RunRow> runs) throws SQLException {
    record Use(UUID run, DatasetRole role) {}
    List<Use> uses = new ArrayList<>();
    List<UUID> jobs = new ArrayList<>();
    List<UUID> datasets = new ArrayList<>();
    List<String> roles = new ArrayList<>();
    List<String> times = new ArrayList<>();
    for (RunRow run : runs) {
      UUID job = EntityIds.of(run.state().job().value());
      run.state()
          .uses()
          .forEach(
              (role, use) -> {
                uses.add(new Use(run.id(), role));
                jobs.add(job);
                datasets.add(EntityIds.of(role.dataset()));
                roles.add(role.role().name());
                times.add(use.lastSeen().toString());
              });
    }
    Map<UUID, Map<DatasetRole, UUID>> versions = new HashMap<>();
    if (uses.isEmpty()) {
      return versions;
    }
    List<UUID> found =
        Sql.query(
            connection,
            row -> Sql.uuid(row, 1),
            "select coalesce(u.schema_version, s.version, w.dataset_id) from"
                + " unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[])"
                + " with ordinality as w(run_id, job_id, dataset_id, role, until, place)"
                + " left join job_use u using (job_id, dataset_id, role, run_id)"
                + " left join lateral (select version from schema_seen"
                + " where u.schema_version is null and dataset_id = w.dataset_id"
                + " and first_seen <= w.until"
                + " order by authoritative desc, first_seen desc, version limit 1) s on true"
                + " order by w.place",
            uses.stream().map(Use::run).toList(),
            jobs,
            datasets,
            roles.toArray(String[]::new),
            times.toArray(String[]::new));
    for (int i = 0; i < uses.size(); i++) {
      Use use = uses.get(i);
      versions.computeIfAbsent(use.run, run -> new LinkedHashMap<>()).put(use.role, found.get(i));
    }
    return versions;
  }
}
