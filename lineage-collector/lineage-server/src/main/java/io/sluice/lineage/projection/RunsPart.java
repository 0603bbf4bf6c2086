package io.sluice.lineage.projection;

import io.sluice.lineage.event.RunEvent;
import io.sluice.lineage.event.RunId;
import io.sluice.lineage.facet.ParentRun;
import io.sluice.lineage.run.RunState;
import jakarta.annotation.Priority;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The fold of each run. */
@Singleton
@Priority(70)
class RunsPart implements ProjectionPart {

  /** In uses of datasets. */
  private static final long MAX_REMEMBERED = 30_000;

  @Override
  public List<String> tables() {
    return List.of("run");
  }

  @Override
  public Gathering gather() {
    return gather(new WriterMemory());
  }

  @Override
  public Gathering gather(WriterMemory memory) {
    return new Runs(memory.of(Written.class, Written::new).runs);
  }

  private static final class Written {
    private final Bounded<UUID, RunState> runs = new Bounded<>(MAX_REMEMBERED);
  }

  private static final class Runs implements Gathering {

    private final Map<UUID, RunState> runs = new LinkedHashMap<>();
    private final Bounded<UUID, RunState> written;

    Runs(Bounded<UUID, RunState> written) {
      this.written = written;
    }

    @Override
    public void add(Observed event) {
      if (event.event() instanceof RunEvent run) {
        runs.merge(run.run().uuid(), RunState.of(run), RunState::merge);
      }
    }

    @Override
    public void write(Connection connection) throws SQLException {
      if (runs.isEmpty()) {
        return;
      }
      List<UUID> unknown = new ArrayList<>();
      runs.replaceAll(
          (id, state) -> {
            RunState before = written.get(id);
            if (before == null) {
              unknown.add(id);
            }
            return before == null ? state : before.merge(state);
          });
      try (PreparedStatement query =
          connection.prepareStatement("select id, state from run where id = any(?)")) {
        query.setArray(1, connection.createArrayOf("uuid", unknown.toArray()));
        try (ResultSet rows = query.executeQuery()) {
          while (rows.next()) {
            runs.merge(
                rows.getObject(1, UUID.class),
                RunStateJson.read(rows.getString(2)),
                RunState::merge);
          }
        }
      }
      Rows rows =
          new Rows(
              "uuid",
              "uuid",
              "text",
              "timestamptz",
              "timestamptz",
              "uuid",
              "uuid",
              "uuid",
              "timestamptz",
              "boolean",
              "text");
      runs.forEach(
          (id, state) -> {
            written.put(id, state, 1 + state.uses().size());
            var parent = state.parent();
            var nominal = state.nominalTime();
            rows.add(
                id,
                EntityIds.of(state.job().value()),
                state.status().name(),
                state.begunAt(),
                state.endedAt(),
                parent == null ? null : parent.value().run().uuid(),
                parent == null ? null : rootAbove(parent.value()),
                JobVersions.of(state),
                nominal == null ? null : nominal.value().start(),
                !state.details().ends(),
                RunStateJson.write(state));
          });
      rows.insert(
          connection,
          "run (id, job_id, status, begun_at, ended_at, parent_id, root_id, job_version, nominal_at,"
              + " endless, state)",
          "on conflict (id) do update set job_id = excluded.job_id, status = excluded.status,"
              + " begun_at = excluded.begun_at, ended_at = excluded.ended_at,"
              + " parent_id = excluded.parent_id, root_id = excluded.root_id,"
              + " job_version = excluded.job_version, nominal_at = excluded.nominal_at,"
              + " endless = excluded.endless, state = excluded.state");
    }

    /** The run at the top, if it is not the parent itself. */
    private static @Nullable UUID rootAbove(ParentRun parent) {
      return parent
          .root()
          .map(RunId::uuid)
          .filter(root -> !root.equals(parent.run().uuid()))
          .orElse(null);
    }
  }
}
