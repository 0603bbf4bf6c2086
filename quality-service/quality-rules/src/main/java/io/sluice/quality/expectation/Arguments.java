package io.sluice.quality.expectation;

import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.expression.Literals;
import io.sluice.quality.expression.Suggestion;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The arguments of one rule, read strictly. */
public final class Arguments {

  /** What GX writes into suites for its own machinery; it says nothing about data. */
  private static final Set<String> CARRIED =
      Set.of(
          "result_format",
          "catch_exceptions",
          "include_config",
          "auto",
          "profiler_config",
          "batch_id",
          "meta",
          "notes",
          "rendered_content");

  private final Map<String, @Nullable Object> values;

  /**
   * Checks the names.
   *
   * @throws ArgumentException if one is unknown
   */
  public Arguments(Map<String, @Nullable Object> values, Set<String> known) {
    this.values = values;
    for (String name : values.keySet()) {
      if (!known.contains(name) && !CARRIED.contains(name)) {
        throw new ArgumentException(
            name, "unknown parameter '" + name + "'", Suggestion.didYouMean(name, known));
      }
    }
  }

  /** Whether a value is given. */
  public boolean has(String name) {
    return values.get(name) != null;
  }

  /** A required text. */
  public String text(String name) {
    Object value = values.get(name);
    if (value instanceof String text && !text.isEmpty()) {
      return text;
    }
    throw value == null
        ? new ArgumentException(name, "'" + name + "' is required")
        : new ArgumentException(name, "'" + name + "' must be text");
  }

  /** A required text, which may be empty: a pattern that is met by every text. */
  public String anyText(String name) {
    return "".equals(values.get(name)) ? "" : text(name);
  }

  /** A text, or that default. */
  public String text(String name, String fallback) {
    return has(name) ? text(name) : fallback;
  }

  /** True or false, or that default. */
  public boolean truth(String name, boolean fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    throw new ArgumentException(name, "'" + name + "' must be true or false");
  }

  /** A number, or that default; the default is null where there is none. */
  public @Nullable BigDecimal number(String name, @Nullable BigDecimal fallback) {
    Object value = values.get(name);
    if (value == null) {
      return fallback;
    }
    if (value instanceof BigDecimal number) {
      return number;
    }
    throw new ArgumentException(name, "'" + name + "' must be a number");
  }

  /** A required number. */
  public BigDecimal number(String name) {
    BigDecimal value = number(name, null);
    if (value == null) {
      throw new ArgumentException(name, "'" + name + "' is required");
    }
    return value;
  }

  /** A number from 0 to 1, or that default. */
  public double ratio(String name, double fallback) {
    BigDecimal value = number(name, null);
    if (value == null) {
      return fallback;
    }
    if (value.signum() < 0 || value.compareTo(BigDecimal.ONE) > 0) {
      throw new ArgumentException(name, "'" + name + "' must be between 0 and 1");
    }
    return value.doubleValue();
  }

  /** A map of members by name, or null if it is left out. */
  public @Nullable Map<String, @Nullable Object> members(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof Map<?, ?> map) {
      Map<String, @Nullable Object> result = new LinkedHashMap<>();
      map.forEach((member, given) -> result.put(String.valueOf(member), given));
      return result;
    }
    throw new ArgumentException(name, "'" + name + "' must be a map");
  }

  /** Whatever was given, or null. */
  public @Nullable Object given(String name) {
    return values.get(name);
  }

  /** A whole number of at least 0, or null. */
  public @Nullable BigDecimal count(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal number
        && number.signum() >= 0
        && number.stripTrailingZeros().scale() <= 0) {
      return number;
    }
    throw new ArgumentException(name, "'" + name + "' must be a whole number, at least 0");
  }

  /** A required whole number of at least 0. */
  public BigDecimal requiredCount(String name) {
    BigDecimal count = count(name);
    if (count == null) {
      throw new ArgumentException(name, "'" + name + "' is required");
    }
    return count;
  }

  /** A list of pairs of values, or null if it is left out. */
  public @Nullable List<List<@Nullable Object>> pairs(String name) {
    List<@Nullable Object> list = list(name);
    if (list == null) {
      return null;
    }
    List<List<@Nullable Object>> pairs = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof List<?> pair) || pair.size() != 2) {
        throw new ArgumentException(name, "'" + name + "' must be a list of pairs: [[a, b], …]");
      }
      pairs.add(new ArrayList<>(pair));
    }
    return pairs;
  }

  /** A list of values, or null if it is left out. */
  public @Nullable List<@Nullable Object> list(String name) {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    if (value instanceof List<?> list) {
      return new ArrayList<>(list);
    }
    throw new ArgumentException(name, "'" + name + "' must be a list");
  }

  /** A list of texts, empty if it is left out. */
  public List<String> namesOrNone(String name) {
    List<@Nullable Object> list = list(name);
    return list == null || list.isEmpty() ? List.of() : texts(name);
  }

  /** A required list of texts. */
  public List<String> texts(String name) {
    List<@Nullable Object> list = list(name);
    if (list == null || list.isEmpty()) {
      throw new ArgumentException(name, "'" + name + "' must be a list of texts, not empty");
    }
    List<String> result = new ArrayList<>();
    for (Object item : list) {
      if (!(item instanceof String text)) {
        throw new ArgumentException(name, "'" + name + "' must be a list of texts, not empty");
      }
      result.add(text);
    }
    return result;
  }

  /** A constant to compare a column's values with, or null if it is left out. */
  public Expr.@Nullable Literal bound(String name, Expr.ColumnRef column) {
    Object value = values.get(name);
    return value == null ? null : constant(name, value, column);
  }

  /** A value as a constant of the column's type. */
  static Expr.Literal constant(String name, Object value, Expr.ColumnRef column) {
    Expr.Literal literal = literal(name, value);
    Expr alike = Literals.alike(literal, column);
    if (alike == literal && column.type().isTemporal() && value instanceof String text) {
      alike =
          DateForms.iso(text)
              .map(iso -> Literals.alike(Literals.text(iso), column))
              .orElse(literal);
    }
    if (alike instanceof Expr.Literal fitting
        && Literals.comparable(fitting.type(), column.type())
        && fitting.type().isTemporal() == column.type().isTemporal()) {
      return fitting;
    }
    throw new ArgumentException(
        name,
        "'"
            + name
            + "' is "
            + literal.type().words()
            + ", but column '"
            + column.name()
            + "' is "
            + column.type().words(),
        offsetHint(value, column));
  }

  /** PostgreSQL drops such an offset in silence, pandas refuses to compare: better to ask. */
  private static @Nullable String offsetHint(Object value, Expr.ColumnRef column) {
    return column.type().isTemporal()
            && column.type().kind() != ExprType.Kind.TIMESTAMPTZ
            && value instanceof String text
            && DateForms.hasOffset(text)
        ? "the column has no time zone: leave out the offset from UTC"
        : null;
  }

  private static Expr.Literal literal(String name, Object value) {
    if (value instanceof BigDecimal number) {
      return Literals.number(number);
    } else if (value instanceof Double real) {
      return Literals.real(real);
    } else if (value instanceof String text) {
      if (text.indexOf('\0') >= 0) {
        throw new ArgumentException(name, "'" + name + "' must not contain NUL");
      }
      return Literals.text(text);
    } else if (value instanceof Boolean truth) {
      return new Expr.Literal(truth, ExprType.BOOLEAN);
    }
    throw new ArgumentException(name, "'" + name + "' must be a number, text or a date");
  }
}
