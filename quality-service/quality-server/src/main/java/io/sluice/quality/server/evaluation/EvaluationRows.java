package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.server.database.Statement;
import io.sluice.quality.server.decision.EvaluationState;
import io.sluice.quality.server.decision.EvaluationStatus;
import io.sluice.quality.verdict.Decision;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How evaluations and decisions stand in their tables. */
final class EvaluationRows {

  static final String COLUMNS =
      """
      e.id, e.accepted, e.gate, e.batch_time, e.order_time, e.dataset_namespace, e.dataset_name,
      e.rule_set_version, e.request, e.caller, e.status, e.fence, e.leased_until, e.accepted_at,
      e.started_at, e.finished_at, e.deadline, e.traceparent, e.previous""";

  static final String DECISION_COLUMNS =
      """
      d.decision, d.own_decision, d.reasons, d.own_reasons, d.decided_at, d.valid_until,
      d.data_digest, d.evaluator, d.lineage_position, d.results, d.statistics""";

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .addModule(new JavaTimeModule())
          .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
          .build();

  private EvaluationRows() {}

  static Evaluation evaluation(ResultSet row) throws SQLException {
    return new Evaluation(
        row.getObject("id", UUID.class),
        row.getLong("accepted"),
        row.getString("gate"),
        read(row.getString("request"), new TypeReference<Question>() {}),
        Statement.instantOrNull(row, "batch_time"),
        Statement.instant(row, "order_time"),
        dataset(row),
        row.getInt("rule_set_version"),
        row.getString("caller"),
        state(row),
        Statement.instant(row, "accepted_at"),
        Statement.instantOrNull(row, "started_at"),
        Statement.instantOrNull(row, "finished_at"),
        Statement.instant(row, "deadline"),
        row.getString("traceparent"),
        row.getObject("previous", UUID.class));
  }

  static EvaluationState state(ResultSet row) throws SQLException {
    long fence = row.getLong("fence");
    EvaluationStatus status = EvaluationStatus.valueOf(row.getString("status"));
    return switch (status) {
      case PENDING -> new EvaluationState.Pending(fence);
      case RUNNING -> new EvaluationState.Running(fence, Statement.instant(row, "leased_until"));
      case DECIDED, ERROR, CANCELLED, EXPIRED -> new EvaluationState.Finished(fence, status);
    };
  }

  static Answered answered(ResultSet row) throws SQLException {
    Evaluation evaluation = evaluation(row);
    return new Answered(
        evaluation,
        row.getString("decision") == null ? Optional.empty() : Optional.of(decision(row)));
  }

  private static DecisionRecord decision(ResultSet row) throws SQLException {
    TypeReference<List<Reason>> reasons = new TypeReference<>() {};
    TypeReference<JsonNode> tree = new TypeReference<>() {};
    String statistics = row.getString("statistics");
    long position = row.getLong("lineage_position");
    return new DecisionRecord(
        Decision.valueOf(row.getString("decision")),
        new GateVerdict(
            Decision.valueOf(row.getString("own_decision")),
            read(row.getString("own_reasons"), reasons)),
        read(row.getString("reasons"), reasons),
        Statement.instant(row, "decided_at"),
        Statement.instant(row, "valid_until"),
        row.getString("data_digest"),
        row.getString("evaluator"),
        row.getObject("lineage_position") == null ? null : (Long) position,
        read(row.getString("results"), tree),
        statistics == null ? null : read(statistics, tree));
  }

  private static @Nullable DatasetId dataset(ResultSet row) throws SQLException {
    String namespace = row.getString("dataset_namespace");
    return namespace == null ? null : new DatasetId(namespace, row.getString("dataset_name"));
  }

  static String write(@Nullable Object value) {
    try {
      // jsonb cannot hold NUL, which a failing value may contain.
      return JSON.writeValueAsString(value).replace("\\u0000", "\\ufffd");
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("cannot be written as JSON", e);
    }
  }

  private static <T> T read(String text, TypeReference<T> type) {
    try {
      return JSON.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored document cannot be read", e);
    }
  }
}
