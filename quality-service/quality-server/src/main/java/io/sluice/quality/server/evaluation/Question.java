package io.sluice.quality.server.evaluation;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a caller asks of a gate.
 *
 * @param batch the batch to judge; empty for the dataset as a whole
 * @param batchTime the time the batch stands for
 * @param source where to read the batch, instead of where the rule set says
 * @param stage where in the pipeline this is asked, for example {@code pre-load}
 * @param run the run that asks
 * @param deadline when an answer is no longer of use
 */
public record Question(
    String batch,
    @Nullable Instant batchTime,
    @Nullable JsonNode source,
    @Nullable String stage,
    @Nullable AskingRun run,
    @Nullable Instant deadline) {

  /**
   * The run that asks, as OpenLineage names it.
   *
   * @param runId its id
   * @param jobNamespace its job's namespace
   * @param jobName its job's name
   */
  public record AskingRun(UUID runId, @Nullable String jobNamespace, @Nullable String jobName) {}

  /** Takes a JSON null, as stored, for no source. */
  public Question {
    if (source != null && source.isNull()) {
      source = null;
    }
  }
}
