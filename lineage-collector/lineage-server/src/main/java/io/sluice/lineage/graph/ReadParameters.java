package io.sluice.lineage.graph;

import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The parameters that every read of the graph takes. */
public class ReadParameters {

  /** What was true then, as RFC 3339 writes it; if missing, what is true with no end in sight. */
  @QueryParam("asOf")
  @Nullable String asOf;

  /** By what was known at this log position; if missing, all that is known. */
  @QueryParam("knownAt")
  @Nullable Long knownAt;

  /** How far the graph must have come. */
  @QueryParam("minPosition")
  @DefaultValue("0")
  long minPosition;

  /** Which edges to go along, separated by commas; if missing, all that carry data. */
  @QueryParam("kinds")
  @Nullable String kinds;

  /** Whether to leave out inputs that only influence an output. */
  @QueryParam("direct")
  @DefaultValue("false")
  boolean direct;

  /** Whether jobs that are only noise stand for the job that starts them. */
  @QueryParam("collapse")
  @DefaultValue("true")
  boolean collapse;

  /** Whether what was hidden is shown. */
  @QueryParam("includeHidden")
  @DefaultValue("false")
  boolean includeHidden;

  @Nullable Instant asOf() {
    return Moments.instant("asOf", asOf);
  }

  Set<EdgeKind> kinds() {
    if (kinds == null || kinds.isBlank()) {
      return WalkOptions.data();
    }
    EnumSet<EdgeKind> wanted = EnumSet.noneOf(EdgeKind.class);
    for (String kind : kinds.split(",", -1)) {
      wanted.add(choose("kinds", kind.strip(), EdgeKind.class));
    }
    return wanted;
  }

  /** The value of that name. */
  static <E extends Enum<E>> E choose(String parameter, String text, Class<E> type) {
    for (E value : type.getEnumConstants()) {
      if (value.name().equals(text.toUpperCase(Locale.ROOT))) {
        return value;
      }
    }
    throw invalid(parameter, parameter + " must be of " + Arrays.toString(type.getEnumConstants()));
  }

  /** A number within bounds. */
  static int within(String parameter, int value, int min, int max) {
    if (value < min || value > max) {
      throw invalid(parameter, parameter + " must be between " + min + " and " + max);
    }
    return value;
  }

  static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
