package io.sluice.problem;

/** The problems that every server has. */
public enum CommonProblem implements ProblemType {
  MALFORMED_JSON("malformed-json", 400, "The body is not well-formed JSON"),
  INVALID_REQUEST("invalid-request", 400, "The request is not valid"),
  UNAUTHENTICATED("unauthenticated", 401, "A valid token is needed"),
  FORBIDDEN("forbidden", 403, "The token does not allow this"),
  NOT_FOUND("not-found", 404, "There is nothing here"),
  METHOD_NOT_ALLOWED("method-not-allowed", 405, "The path does not take this method"),
  NOT_ACCEPTABLE("not-acceptable", 406, "No representation fits the Accept header"),
  CONFLICT("conflict", 409, "The request conflicts with the present state"),
  PRECONDITION_FAILED("precondition-failed", 412, "A precondition does not hold"),
  TOO_LARGE("too-large", 413, "The body is too large"),
  URI_TOO_LONG("uri-too-long", 414, "The path or query is too long"),
  UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The body's type is not supported"),
  UNPROCESSABLE("unprocessable", 422, "The request cannot be carried out as it is"),
  TOO_MANY_REQUESTS("too-many-requests", 429, "Too many requests"),
  HEADERS_TOO_LARGE("headers-too-large", 431, "The headers are too large"),
  INTERNAL("internal", 500, "Something went wrong in the server"),
  NOT_IMPLEMENTED("not-implemented", 501, "The server does not do this"),
  BAD_GATEWAY("bad-gateway", 502, "Another service gave no valid answer"),
  UNAVAILABLE("unavailable", 503, "The service is not available at the moment"),
  TIMEOUT("timeout", 504, "Another service took too long");

  private final String slug;
  private final int status;
  private final String title;

  CommonProblem(String slug, int status, String title) {
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

  /** The problem that a bare status of the framework stands for. */
  public static CommonProblem ofStatus(int status) {
    for (CommonProblem problem : values()) {
      if (problem.status == status) {
        return problem;
      }
    }
    return status >= 400 && status < 500 ? INVALID_REQUEST : INTERNAL;
  }
}
