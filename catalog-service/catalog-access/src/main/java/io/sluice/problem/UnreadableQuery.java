package io.sluice.problem;

import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the query parameter that could not be read. The framework answers it as if the path were
 * unknown, which a waiting client takes for "not there yet".
 */
final class UnreadableQuery {

  private static final int SHOWN = 100;

  private UnreadableQuery() {}

  /** The problem, if the method has a query parameter whose text does not fit its type. */
  static Optional<ProblemException> find(Method method, MultivaluedMap<String, String> query) {
    for (Parameter parameter : method.getParameters()) {
      QueryParam named = parameter.getAnnotation(QueryParam.class);
      List<String> sent = named == null ? null : query.get(named.value());
      if (named == null || sent == null || sent.isEmpty()) {
        continue;
      }
      String text = sent.get(0);
      Optional<String> wanted = misfit(parameter.getType(), text);
      if (wanted.isPresent()) {
        return Optional.of(problem(named.value(), text, wanted.get()));
      }
    }
    return Optional.empty();
  }

  private static ProblemException problem(String name, String text, String wanted) {
    String shown = text.length() > SHOWN ? text.substring(0, SHOWN) + "…" : text;
    return new ProblemException(
        CommonProblem.INVALID_REQUEST,
        "The query parameter '" + name + "' takes " + wanted + ", not '" + shown + "'.",
        Map.of("parameter", name));
  }

  /** What the type would take, if it does not take the text. */
  private static Optional<String> misfit(Class<?> type, String text) {
    if (type == int.class || type == Integer.class) {
      return fits(() -> Integer.valueOf(text))
          ? Optional.empty()
          : Optional.of("a whole number of at most " + Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return fits(() -> Long.valueOf(text)) ? Optional.empty() : Optional.of("a whole number");
    }
    if (type == double.class || type == Double.class) {
      return fits(() -> Double.valueOf(text)) ? Optional.empty() : Optional.of("a number");
    }
    if (type == boolean.class || type == Boolean.class) {
      boolean known = text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
      return known ? Optional.empty() : Optional.of("true or false");
    }
    return Optional.empty();
  }

  private static boolean fits(Runnable reading) {
    try {
      reading.run();
      return true;
    } catch (NumberFormatException unreadable) {
      return false;
    }
  }
}
