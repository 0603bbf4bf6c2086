package io.sluice.catalog.request;

import io.sluice.problem.ProblemType;

/** The problems that only the catalog has. */
public enum CatalogProblem implements ProblemType {
  UNKNOWN_DATASET("unknown-dataset", 404, "The dataset is not in the catalog"),
  UNKNOWN_SCHEMA_VERSION("unknown-schema-version", 404, "The dataset has no such schema version"),
  UNKNOWN_ACCOUNT("unknown-account", 404, "There is no such token or service account"),
  NAME_TAKEN("name-taken", 409, "The name is in use"),
  WRONG_CREDENTIALS("wrong-credentials", 401, "User and password do not match"),
  NOT_OWNED("not-owned", 403, "Only an owner of the dataset may change it"),
  OUT_OF_SCOPE("out-of-scope", 403, "The token is confined to other datasets");

  private final String slug;
  private final int status;
  private final String title;

  CatalogProblem(String slug, int status, String title) {
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
