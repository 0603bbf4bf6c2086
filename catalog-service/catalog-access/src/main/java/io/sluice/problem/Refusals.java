package io.sluice.problem;

import io.vertx.ext.web.RoutingContext;

/** Words for what the framework refuses without words of its own. */
final class Refusals {

  private Refusals() {}

  static String detail(CommonProblem type, RoutingContext context) {
    return switch (type) {
      case NOT_FOUND -> "Nothing is known under this path.";
      case METHOD_NOT_ALLOWED -> "The path does not take " + context.request().method() + ".";
      case UNSUPPORTED_MEDIA_TYPE ->
          "The path does not take a body of the type that Content-Type names.";
      case NOT_ACCEPTABLE -> "The path has no answer of a type that Accept names.";
      case TOO_LARGE -> "The body is larger than the server accepts.";
      case FORBIDDEN -> "The token's roles do not allow this.";
      case MALFORMED_JSON,
          INVALID_REQUEST,
          UNAUTHENTICATED,
          CONFLICT,
          PRECONDITION_FAILED,
          URI_TOO_LONG,
          UNPROCESSABLE,
          TOO_MANY_REQUESTS,
          HEADERS_TOO_LARGE,
          INTERNAL,
          NOT_IMPLEMENTED,
          BAD_GATEWAY,
          UNAVAILABLE,
          TIMEOUT ->
          type.title() + ".";
    };
  }

  /** A body without a length can turn out to be too large only while it is read. */
  static boolean isTooLarge(Throwable failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null
          && (message.contains("Request too large")
              || message.contains("Request body too large"))) {
        return true;
      }
    }
    return false;
  }
}
