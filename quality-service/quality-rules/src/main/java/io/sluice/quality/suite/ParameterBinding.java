package io.sluice.quality.suite;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts values in the place of {@code {"$PARAMETER": "expression"}}, wherever it stands in an
 * argument.
 */
public final class ParameterBinding {

  private static final String KEY = "$PARAMETER";
  private static final int MAX_DEPTH = 40;

  private final ParameterNames names;

  /** Binds names to those values. */
  public ParameterBinding(ParameterNames names) {
    this.names = names;
  }

  /** Whether there is a parameter anywhere in a value. */
  public static boolean isNeeded(@Nullable Object value) {
    if (value instanceof Map<?, ?> members) {
      return members.containsKey(KEY)
          || members.values().stream().anyMatch(ParameterBinding::isNeeded);
    }
    return value instanceof List<?> items && items.stream().anyMatch(ParameterBinding::isNeeded);
  }

  /** Every reference to another result in a value, in the order of writing. */
  public static Set<ResultReference> references(@Nullable Object value) {
    Set<ResultReference> found = new LinkedHashSet<>();
    collect(value, found);
    return found;
  }

  private static void collect(@Nullable Object value, Set<ResultReference> found) {
    if (value instanceof Map<?, ?> members) {
      if (members.get(KEY) instanceof String expression) {
        found.addAll(ParameterExpression.references(expression));
      } else {
        members.values().forEach(member -> collect(member, found));
      }
    } else if (value instanceof List<?> items) {
      items.forEach(item -> collect(item, found));
    }
  }

  /**
   * The value with every parameter worked out: null, Boolean, BigDecimal, String, List or Map; a
   * point in time as ISO text, a midnight as its day.
   *
   * @throws ParameterException if one cannot be
   */
  public @Nullable Object bind(@Nullable Object value) {
    return bind(value, 0);
  }

  private @Nullable Object bind(@Nullable Object value, int depth) {
    if (depth > MAX_DEPTH) {
      throw new ParameterException("an argument is nested too deeply", null);
    }
    if (value instanceof Map<?, ?> members) {
      if (members.containsKey(KEY)) {
        return written(evaluated(members));
      }
      Map<String, @Nullable Object> bound = new LinkedHashMap<>();
      members.forEach((name, member) -> bound.put(String.valueOf(name), bind(member, depth + 1)));
      return bound;
    } else if (value instanceof List<?> items) {
      List<@Nullable Object> bound = new ArrayList<>();
      items.forEach(item -> bound.add(bind(item, depth + 1)));
      return bound;
    }
    return value;
  }

  private @Nullable Object evaluated(Map<?, ?> members) {
    if (!(members.get(KEY) instanceof String expression)) {
      throw new ParameterException(KEY + " must be text", "{\"$PARAMETER\": \"name\"}");
    }
    for (Object name : members.keySet()) {
      if (!KEY.equals(name) && !String.valueOf(name).startsWith(KEY + ".")) {
        throw new ParameterException("'" + name + "' does not belong beside " + KEY, null);
      }
    }
    try {
      return new ParameterExpression(expression, withDefaults(members)).value();
    } catch (DateTimeException | ArithmeticException beyond) {
      throw new ParameterException("'" + KEY + "' is out of range: " + expression, null);
    }
  }

  /** As GX 0.18 writes defaults: {@code "$PARAMETER.name": 10} beside the expression. */
  private ParameterNames withDefaults(Map<?, ?> members) {
    return new ParameterNames() {
      @Override
      public @Nullable Object value(String name) {
        String own = KEY + "." + name;
        try {
          return names.value(name);
        } catch (ParameterException unknown) {
          if (members.containsKey(own)) {
            return members.get(own);
          }
          throw unknown;
        }
      }

      @Override
      public @Nullable Object value(ResultReference reference) {
        String own = KEY + "." + reference.urn();
        return members.containsKey(own) ? members.get(own) : names.value(reference);
      }

      @Override
      public LocalDateTime now() {
        return names.now();
      }
    };
  }

  private static @Nullable Object written(@Nullable Object value) {
    if (value instanceof LocalDateTime at) {
      return at.toLocalTime().equals(LocalTime.MIDNIGHT)
          ? at.toLocalDate().toString()
          : at.toString();
    } else if (value instanceof LocalDate day) {
      return day.toString();
    } else if (value instanceof Duration) {
      throw new ParameterException("a timedelta is no value of its own", "add it to a datetime");
    } else if (value instanceof BigDecimal number) {
      return ParameterValues.bounded(number);
    } else if (value instanceof List<?> items) {
      List<@Nullable Object> written = new ArrayList<>();
      items.forEach(item -> written.add(written(item)));
      return written;
    } else if (value instanceof Long count) {
      return BigDecimal.valueOf(count);
    } else if (value instanceof Double real) {
      return Double.isFinite(real) ? new BigDecimal(real.toString()) : real;
    }
    return value;
  }
}
