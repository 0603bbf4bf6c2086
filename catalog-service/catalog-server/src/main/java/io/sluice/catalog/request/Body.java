package io.sluice.catalog.request;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import org.jspecify.annotations.Nullable;

/** Insists on a body. */
public final class Body {

  private Body() {}

  /** The body, or a problem if the request had none. */
  public static <T> T required(@Nullable T body) {
    if (body == null) {
      throw ProblemException.at(CommonProblem.INVALID_REQUEST, "", "the request needs a body");
    }
    return body;
  }
}
