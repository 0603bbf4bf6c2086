package io.sluice.quality.sdk.client;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What to ask a gate.
 *
 * @param gate the gate's name, which is its rule set's
 * @param batch the batch to judge
 * @param batchTime the time the batch stands for; null lets the server take it from the id
 * @param sourceFiles files to judge instead of the rule set's own source, relative to a data root;
 *     empty for the rule set's
 * @param stage where in the pipeline this is asked, for example {@code pre-load}
 * @param run the run that asks
 * @param idempotencyKey names this question: repeating it gets the same evaluation
 */
public record EvaluationRequest(
    String gate,
    String batch,
    @Nullable Instant batchTime,
    List<String> sourceFiles,
    @Nullable String stage,
    @Nullable RunReference run,
    String idempotencyKey) {

  /**
   * The run that asks, as OpenLineage names it.
   *
   * @param runId the run's id
   * @param jobNamespace the job's namespace
   * @param jobName the job's name
   */
  public record RunReference(UUID runId, String jobNamespace, String jobName) {}

  /**
   * Copies and checks.
   *
   * @throws IllegalArgumentException if gate, batch or key is blank
   */
  public EvaluationRequest {
    if (gate.isBlank() || batch.isBlank() || idempotencyKey.isBlank()) {
      throw new IllegalArgumentException("gate, batch and idempotency key must not be blank");
    }
    sourceFiles = List.copyOf(sourceFiles);
  }

  /** Asks about a batch of the rule set's own source, under a new idempotency key. */
  public static EvaluationRequest of(String gate, String batch) {
    return new EvaluationRequest(
        gate, batch, null, List.of(), null, null, UUID.randomUUID().toString());
  }

  /** The same question, asked by the given run. */
  public EvaluationRequest by(RunReference newRun) {
    return new EvaluationRequest(
        gate, batch, batchTime, sourceFiles, stage, newRun, idempotencyKey);
  }

  /** The same question under the given idempotency key. */
  public EvaluationRequest withIdempotencyKey(String key) {
    return new EvaluationRequest(gate, batch, batchTime, sourceFiles, stage, run, key);
  }
}
