package io.sluice.lineage.runs;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads query parameters; what they cannot mean is refused with the parameter's name. */
final class Parameters {

  private Parameters() {}

  static int within(String name, int value, int least, int most) {
    if (value < least || value > most) {
      throw refused(name, name + " must be between " + least + " and " + most);
    }
    return value;
  }

  static @Nullable Instant time(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException e) {
      throw refused(name, name + " must be a time with its zone, such as 2026-01-31T12:00:00Z");
    }
  }

  static <E extends Enum<E>> @Nullable E choice(String name, @Nullable String text, Class<E> type) {
    if (text == null) {
      return null;
    }
    try {
      return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw refused(name, name + " must be one of " + Arrays.toString(type.getEnumConstants()));
    }
  }

  static @Nullable String text(String name, @Nullable String text) {
    if (text != null && text.indexOf('\0') >= 0) {
      throw refused(name, name + " must not contain the character NUL");
    }
    return text;
  }

  static @Nullable UUID run(String name, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return RunId.of(text).uuid();
    } catch (IllegalArgumentException e) {
      throw refused(name, String.valueOf(e.getMessage()));
    }
  }

  static @Nullable JobId job(@Nullable String namespace, @Nullable String name) {
    if (namespace == null || name == null) {
      requireBoth("jobNamespace", namespace, "jobName", name);
      return null;
    }
    try {
      return new JobId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw refused("jobName", String.valueOf(e.getMessage()));
    }
  }

  static @Nullable DatasetId dataset(@Nullable String namespace, @Nullable String name) {
    if (namespace == null || name == null) {
      requireBoth("datasetNamespace", namespace, "datasetName", name);
      return null;
    }
    try {
      return new DatasetId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw refused("datasetName", String.valueOf(e.getMessage()));
    }
  }

  private static void requireBoth(
      String leftName, @Nullable String left, String rightName, @Nullable String right) {
    if (left != null || right != null) {
      throw refused(
          left == null ? leftName : rightName, leftName + " and " + rightName + " go together");
    }
  }

  static ProblemException refused(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
