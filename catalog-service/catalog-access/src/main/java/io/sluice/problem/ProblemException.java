package io.sluice.problem;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Thrown by a resource to answer with a problem. */
public class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient ProblemType type;
  private final transient Map<String, Object> extensions;
  private final transient Map<String, String> headers;

  /** With a detail for a human reader. */
  public ProblemException(ProblemType type, String detail) {
    this(type, detail, Map.of());
  }

  /** With a detail and further members, such as {@code pointer}. */
  public ProblemException(ProblemType type, String detail, Map<String, Object> extensions) {
    this(type, detail, extensions, Map.of());
  }

  private ProblemException(
      ProblemType type,
      String detail,
      Map<String, Object> extensions,
      Map<String, String> headers) {
    super(detail);
    this.type = type;
    this.extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    this.headers = headers;
  }

  /** A problem of a request's member: {@code pointer} is the JSON pointer of what is wrong. */
  public static ProblemException at(ProblemType type, String pointer, String detail) {
    return new ProblemException(type, detail, Map.of("pointer", pointer));
  }

  /** The same problem, answered with a {@code Retry-After} header too. */
  public ProblemException retryAfterSeconds(int seconds) {
    ProblemException problem =
        new ProblemException(
            type, detail(), extensions, Map.of("Retry-After", Integer.toString(seconds)));
    problem.initCause(getCause());
    return problem;
  }

  /** What kind of problem it is. */
  public ProblemType type() {
    return type;
  }

  /** What happened, for a human reader. */
  public String detail() {
    String message = getMessage();
    return message == null ? type.title() : message;
  }

  /** Further members of the answer. */
  public Map<String, Object> extensions() {
    return extensions;
  }

  /** Further headers of the answer. */
  public Map<String, String> headers() {
    return headers;
  }
}
