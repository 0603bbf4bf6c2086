package io.sluice.gateway.problem;

import io.sluice.problem.ProblemType;

/** The problems that arise at the gateway itself. */
public enum GatewayProblem implements ProblemType {
  BAD_REQUEST_TARGET("bad-request-target", 400, "The request target is not acceptable"),
  BAD_REQUEST_HEADER("bad-request-header", 400, "A request header is not acceptable"),
  BAD_SIGN_IN("bad-sign-in", 400, "The sign-in is not complete"),
  WRONG_PASSWORD("wrong-password", 401, "User and password do not match"),
  CROSS_SITE("cross-site-request", 403, "The request does not come from Sluice's own page"),
  BODY_STALLED("request-timeout", 408, "The request did not arrive in time"),
  LENGTH_REQUIRED("length-required", 411, "The length of the body must be given"),
  TOO_MANY_SIGN_INS("too-many-sign-ins", 429, "Too many failed sign-ins"),
  SERVICE_BROKE_OFF("service-broke-off", 502, "A service ended the connection"),
  SERVICE_DOWN("service-down", 503, "A service cannot be reached"),
  SERVICE_SILENT("service-silent", 504, "A service does not answer");

  private final String slug;
  private final int status;
  private final String title;

  GatewayProblem(String slug, int status, String title) {
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
