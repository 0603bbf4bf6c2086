package io.sluice.lineage.ingest;

import io.sluice.problem.ProblemType;

/** Why an event is not taken. */
public enum IngestProblem implements ProblemType {
  NOT_AN_EVENT("not-a-lineage-event", 400, "The body is not an OpenLineage event"),
  BAD_ENCODING("bad-content-encoding", 400, "The body is not encoded as its header says"),
  UNKNOWN_ENCODING("unknown-content-encoding", 415, "The body's encoding is not supported"),
  TOO_LARGE("too-large", 413, "The body is too large"),
  DATASET_OUT_OF_SCOPE("dataset-out-of-scope", 403, "The token may not touch a dataset"),
  OVERLOADED("ingest-overloaded", 503, "Too much is waiting for the log"),
  NOT_STORED("event-not-stored", 503, "The log cannot be written at the moment");

  private final String slug;
  private final int status;
  private final String title;

  IngestProblem(String slug, int status, String title) {
    this.slug = slug;
    this.status = status;
    this.title = title;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
