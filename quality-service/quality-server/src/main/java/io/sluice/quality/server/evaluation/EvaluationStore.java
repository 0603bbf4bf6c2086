package io.sluice.quality.server.evaluation;

import static io.sluice.quality.server.evaluation.EvaluationRows.COLUMNS;
import static io.sluice.quality.server.evaluation.EvaluationRows.DECISION_COLUMNS;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.batch.Span;
import io.sluice.quality.server.database.Database;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.decision.EvaluationState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Keeps questions: accepts each once and finds them again. */
@ApplicationScoped
public class EvaluationStore {

  private final Database database;

  /** Keeps them in the given database. */
  @Inject
  public EvaluationStore(Database database) {
    this.database = database;
  }

  /** Accepts a question, unless it was asked before or its batch is being judged. */
  public Acceptance accept(NewEvaluation asked) {
    return database.transaction(connection -> accept(connection, asked));
  }

  private record Gate(int version, @Nullable DatasetId dataset) {}

  private Acceptance accept(Connection connection, NewEvaluation asked) throws SQLException {
    // The lock on the gate's row makes acceptance one at a time per gate, so neither the key nor
    // the batch can be taken between looking and writing.
    Optional<Gate> gate =
        Statement.of(
                connection,
                """
                select current_version, dataset_namespace, dataset_name from rule_set
                where name = ? for no key update""",
                asked.gate())
            .first(
                row ->
                    new Gate(
                        row.getInt(1),
                        row.getString(2) == null
                            ? null
                            : new DatasetId(row.getString(2), row.getString(3))));
    if (gate.isEmpty()) {
      return new Acceptance.UnknownGate();
    }
    Optional<Acceptance> repeated = repeated(connection, asked);
    if (repeated.isPresent()) {
      return repeated.get();
    }
    Optional<Evaluation> underWay =
        Statement.of(
                connection,
                "select "
                    + COLUMNS
                    + " from evaluation e where gate = ? and batch = ?"
                    + " and status in ('PENDING', 'RUNNING')",
                asked.gate(),
                asked.question().batch())
            .first(EvaluationRows::evaluation);
    if (underWay.isPresent()) {
      keepKey(connection, asked, underWay.get().id());
      return new Acceptance.Joined(underWay.get());
    }
    insert(connection, asked, gate.get());
    keepKey(connection, asked, asked.id());
    return new Acceptance.Accepted(find(connection, asked.id()).orElseThrow().evaluation());
  }

  private Optional<Acceptance> repeated(Connection connection, NewEvaluation asked)
      throws SQLException {
    if (asked.idempotencyKey() == null) {
      return Optional.empty();
    }
    record KeyUse(String digest, UUID evaluation) {}
    Optional<KeyUse> earlier =
        Statement.of(
                connection,
                """
                select request_digest, evaluation from idempotency_key
                where caller = ? and gate = ? and key = ?""",
                asked.caller(),
                asked.gate(),
                asked.idempotencyKey())
            .first(row -> new KeyUse(row.getString(1), row.getObject(2, UUID.class)));
    if (earlier.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        earlier.get().digest().equals(asked.digest())
            ? new Acceptance.Repeated(
                find(connection, earlier.get().evaluation()).orElseThrow().evaluation())
            : new Acceptance.KeyReused());
  }

  private static void keepKey(Connection connection, NewEvaluation asked, UUID evaluation)
      throws SQLException {
    if (asked.idempotencyKey() != null) {
      Statement.of(
              connection,
              "insert into idempotency_key values (?, ?, ?, ?, ?, ?)",
              asked.caller(),
              asked.gate(),
              asked.idempotencyKey(),
              asked.digest(),
              evaluation,
              asked.acceptedAt())
          .update();
    }
  }

  private record Earlier(UUID id, @Nullable Instant batchTime, Instant orderTime) {}

  private static void insert(Connection connection, NewEvaluation asked, Gate gate)
      throws SQLException {
    Question question = asked.question();
    @Nullable Earlier earlier =
        Statement.of(
                connection,
                """
                select id, batch_time, order_time from evaluation where gate = ? and batch = ?
                order by accepted desc limit 1""",
                asked.gate(),
                question.batch())
            .first(
                row ->
                    new Earlier(
                        row.getObject(1, UUID.class),
                        Statement.instantOrNull(row, "batch_time"),
                        Statement.instant(row, "order_time")))
            .orElse(null);
    Instant batchTime = question.batchTime();
    if (batchTime == null) {
      batchTime = Span.parse(question.batch()).map(Span::from).orElse(null);
    }
    if (batchTime == null && earlier != null) {
      batchTime = earlier.batchTime();
    }
    Instant orderTime = batchTime;
    if (orderTime == null) {
      // Asking again about a batch without a time must not make it a newer batch.
      orderTime = earlier == null ? asked.acceptedAt() : earlier.orderTime();
    }
    DatasetId dataset = gate.dataset();
    Statement.of(
            connection,
            """
            insert into evaluation (id, gate, batch, batch_time, order_time, dataset_namespace,
              dataset_name, rule_set_version, request, caller, status, accepted_at, deadline,
              traceparent, previous)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, 'PENDING', ?, ?, ?, ?)""",
            asked.id(),
            asked.gate(),
            question.batch(),
            batchTime,
            orderTime,
            dataset == null ? null : dataset.namespace(),
            dataset == null ? null : dataset.name(),
            gate.version(),
            EvaluationRows.write(question),
            asked.caller(),
            asked.acceptedAt(),
            asked.deadline(),
            asked.traceparent(),
            earlier == null ? null : earlier.id())
        .update();
  }

  /** The evaluation of that id with its decision. */
  public Optional<Answered> find(UUID id) {
    return database.transaction(connection -> find(connection, id));
  }

  static Optional<Answered> find(Connection connection, UUID id) throws SQLException {
    return Statement.of(
            connection,
            "select "
                + COLUMNS
                + ", "
                + DECISION_COLUMNS
                + " from evaluation e left join decision d on d.evaluation = e.id where e.id = ?",
            id)
        .first(EvaluationRows::answered);
  }

  /**
   * What is current for a batch: its latest accepted evaluation that has a decision, whichever
   * finished last.
   */
  public Optional<Answered> current(String gate, String batch) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    "select "
                        + COLUMNS
                        + ", "
                        + DECISION_COLUMNS
                        + " from evaluation e join decision d on d.evaluation = e.id"
                        + " where e.gate = ? and e.batch = ? order by e.accepted desc limit 1",
                    gate,
                    batch)
                .first(EvaluationRows::answered));
  }

  /** What is current for the newest batch of each gate that has one, in the order of batches. */
  public Map<String, Answered> newest(List<String> gates) {
    List<Answered> found =
        database.transaction(
            connection ->
                Statement.of(
                        connection,
                        "select e.*, "
                            + DECISION_COLUMNS
                            + " from unnest(?) g(name) cross join lateral ("
                            + "select e.*, d.evaluation from evaluation e"
                            + " join decision d on d.evaluation = e.id where e.gate = g.name"
                            + " order by e.order_time desc, e.accepted desc limit 1) e"
                            + " join decision d on d.evaluation = e.id",
                        connection.createArrayOf("text", gates.toArray()))
                    .list(EvaluationRows::answered));
    Map<String, Answered> byGate = new HashMap<>();
    found.forEach(answered -> byGate.put(answered.evaluation().gate(), answered));
    return byGate;
  }

  /** A gate's evaluations accepted before a place in the order of acceptance, latest first. */
  public List<Answered> list(String gate, long before, int limit) {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    "select "
                        + COLUMNS
                        + ", "
                        + DECISION_COLUMNS
                        + " from evaluation e left join decision d on d.evaluation = e.id"
                        + " where e.gate = ? and e.accepted < ? order by e.accepted desc limit ?",
                    gate,
                    before,
                    limit)
                .list(EvaluationRows::answered));
  }

  /** How many evaluations wait or run. */
  public long unfinished() {
    return database.transaction(
        connection ->
            Statement.of(
                    connection,
                    "select count(*) from evaluation where status in ('PENDING', 'RUNNING')")
                .first(row -> row.getLong(1))
                .orElse(0L));
  }

  /** The state of an evaluation, its row locked until the transaction ends. */
  static Optional<EvaluationState> lock(Connection connection, UUID id) throws SQLException {
    return Statement.of(
            connection,
            "select status, fence, leased_until from evaluation where id = ? for update",
            id)
        .first(EvaluationRows::state);
  }
}
