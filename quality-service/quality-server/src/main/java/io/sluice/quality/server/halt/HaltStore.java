package io.sluice.quality.server.halt;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.decision.OpenHalt;
import io.sluice.quality.verdict.Reason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps halts; at most one is open per gate and batch. */
@ApplicationScoped
public class HaltStore {

  private static final String COLUMNS =
      "id, opened, gate, batch, dataset_namespace, dataset_name, evaluation, reasons, since,"
          + " ended_at, ended_how, ended_by, end_reason";

  private final Database database;
  private final ObjectMapper json = new ObjectMapper();

  /** Keeps them in the given database. */
  @Inject
  public HaltStore(Database database) {
    this.database = database;
  }

  /** The open halts of datasets that lineage could know. */
  public List<OpenHalt> open() {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    """
                    select id, gate, dataset_namespace, dataset_name, batch from halt
                    where ended_at is null and dataset_namespace is not null order by opened""")
                .list(
                    row ->
                        new OpenHalt(
                            row.getObject(1, UUID.class),
                            row.getString(2),
                            new DatasetId(row.getString(3), row.getString(4)),
                            row.getString(5))));
  }

  /** Opens a halt as part of a decision; one that is open already learns the new reasons. */
  public void open(
      Connection connection,
      UUID id,
      String gate,
      String batch,
      @Nullable DatasetId dataset,
      UUID evaluation,
      List<Reason> reasons,
      Instant since)
      throws SQLException {
    Statement.of(
            connection,
            """
            insert into halt (id, gate, batch, dataset_namespace, dataset_name, evaluation, reasons,
              since)
            values (?, ?, ?, ?, ?, ?, ?::jsonb, ?)
            on conflict (gate, batch) where ended_at is null
            do update set evaluation = excluded.evaluation, reasons = excluded.reasons""",
            id,
            gate,
            batch,
            dataset == null ? null : dataset.namespace(),
            dataset == null ? null : dataset.name(),
            evaluation,
            write(reasons),
            since)
        .update();
  }

  /** Ends the halt of a batch that passed, and the gate's halt without a batch, if open. */
  public void passed(Connection connection, String gate, String batch, UUID evaluation, Instant at)
      throws SQLException {
    Statement.of(
            connection,
            """
            update halt set ended_at = ?, ended_how = 'PASSED', ended_by = ?
            where gate = ? and (batch = ? or batch = '') and ended_at is null""",
            at,
            "evaluation:" + evaluation,
            gate,
            batch)
        .update();
  }

  /** Ends a halt by hand; it stays as it is if it has ended already. Empty if there is none. */
  public Optional<Halt> release(UUID id, String by, String reason, Instant at) {
    return database.transaction(
        connection -> {
          Statement.of(
                  connection,
                  """
                  update halt set ended_at = ?, ended_how = 'RELEASED', ended_by = ?, end_reason = ?
                  where id = ? and ended_at is null""",
                  at,
                  by,
                  reason,
                  id)
              .update();
          return Statement.of(connection, "select " + COLUMNS + " from halt where id = ?", id)
              .first(this::halt);
        });
  }

  /** The halt of that id. */
  public Optional<Halt> find(UUID id) {
    return database.transaction(
        connection ->
            Statement.of(connection, "select " + COLUMNS + " from halt where id = ?", id)
                .first(this::halt));
  }

  /** Halts opened before a place in their order, latest first. */
  public List<Halt> list(boolean openOnly, long before, int limit) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    "select "
                        + COLUMNS
                        + " from halt where opened < ?"
                        + (openOnly ? " and ended_at is null" : "")
                        + " order by opened desc limit ?",
                    before,
                    limit)
                .list(this::halt));
  }

  private Halt halt(ResultSet row) throws SQLException {
    String namespace = row.getString("dataset_namespace");
    Instant endedAt = Statement.instantOrNull(row, "ended_at");
    return new Halt(
        row.getObject("id", UUID.class),
        row.getLong("opened"),
        row.getString("gate"),
        namespace == null ? null : new DatasetId(namespace, row.getString("dataset_name")),
        row.getString("batch"),
        row.getObject("evaluation", UUID.class),
        read(row.getString("reasons")),
        Statement.instant(row, "since"),
        endedAt == null
            ? null
            : new Halt.End(
                endedAt,
                Halt.How.valueOf(row.getString("ended_how")),
                row.getString("ended_by"),
                row.getString("end_reason")));
  }

  private String write(List<Reason> reasons) {
    try {
      return json.writeValueAsString(reasons).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("reasons cannot be written as JSON", e);
    }
  }

  private List<Reason> read(String reasons) {
    try {
      return json.readValue(reasons, new TypeReference<List<Reason>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored reasons cannot be read", e);
    }
  }
}
