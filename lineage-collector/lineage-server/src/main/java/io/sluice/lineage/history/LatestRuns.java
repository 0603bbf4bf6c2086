package io.sluice.lineage.history;

import io.sluice.lineage.projection.RunStateJson;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The newest runs of many jobs, in one question. */
final class LatestRuns {

  private LatestRuns() {}

  /**
   * The newest runs of each job, the newest first; a run that claims to be from the future is left
   * out.
   */
  static Map<UUID, List<RunRow>> of(Connection connection, Collection<UUID> jobs, int perJob)
      throws SQLException {
    Map<UUID, List<RunRow>> latest = new HashMap<>();
    for (Map.Entry<UUID, RunRow> found :
        Sql.query(
            connection,
            row ->
                Map.entry(
                    Sql.uuid(row, 1),
                    new RunRow(
                        Sql.uuid(row, 2),
                        row.getObject(3, UUID.class),
                        RunStateJson.read(row.getString(4)))),
            "select j.id, r.id, r.job_version, r.state from unnest(?::uuid[]) as j(id)"
                + " cross join lateral (select id, job_version, state, begun_at from run"
                + " where job_id = j.id and begun_at <= now() + interval '1 hour'"
                + " order by begun_at desc, id limit ?) r order by j.id, r.begun_at desc, r.id",
            jobs,
            perJob)) {
      latest.computeIfAbsent(found.getKey(), job -> new ArrayList<>()).add(found.getValue());
    }
    return latest;
  }
}
