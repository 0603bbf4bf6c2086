package io.sluice.demo.pipeline;

import io.sluice.demo.lineage.JobRun;
import io.sluice.quality.sdk.client.Evaluation;

/**
 * How a job with a gate before it came out.
 *
 * @param run the job's run
 * @param evaluation what the gate said
 * @param rows the rows written; 0 if the gate did not let them
 */
public record Outcome(JobRun run, Evaluation evaluation, long rows) {}
