package io.sluice.catalog.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A column type that does not depend on an engine: string, integer, decimal(p,s), double, boolean,
 * date, time, timestamp, timestamptz, binary, json, list or struct.
 *
 * @param kind the family
 * @param precision the digits of a decimal, 1 to 38; 0 for every other kind
 * @param scale the digits after the point of a decimal; 0 for every other kind
 */
public record LogicalType(Kind kind, int precision, int scale) {

  /** The families of types. */
  public enum Kind {
    STRING,
    INTEGER,
    DECIMAL,
    DOUBLE,
    BOOLEAN,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    BINARY,
    JSON,
    LIST,
    STRUCT
  }

  private static final Pattern DECIMAL =
      Pattern.compile("decimal\\s*(?:\\(\\s*(\\d{1,2})\\s*(?:,\\s*(\\d{1,2})\\s*)?\\))?");

  /**
   * Reads a type as it is written in rule requests and schemas, ignoring case. A bare {@code
   * decimal} is {@code decimal(38,9)}.
   *
   * @throws IllegalArgumentException if the text names no logical type
   */
  public static LogicalType parse(String text) {
    String type = text.strip().toLowerCase(Locale.ROOT);
    Matcher decimal = DECIMAL.matcher(type);
    if (decimal.matches()) {
      if (decimal.group(1) == null) {
        return new LogicalType(Kind.DECIMAL, 38, 9);
      }
      int precision = Integer.parseInt(decimal.group(1));
      int scale = decimal.group(2) == null ? 0 : Integer.parseInt(decimal.group(2));
      if (precision < 1 || precision > 38 || scale > precision) {
        throw new IllegalArgumentException(
            "decimal takes a precision of 1 to 38 and a scale up to it, not " + text);
      }
      return new LogicalType(Kind.DECIMAL, precision, scale);
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.DECIMAL && kind.name().equals(type.toUpperCase(Locale.ROOT))) {
        return new LogicalType(kind, 0, 0);
      }
    }
    throw new IllegalArgumentException(
        "unknown type '"
            + text
            + "'; use string, integer, decimal(p,s), double, boolean, date, time, timestamp,"
            + " timestamptz, binary, json, list or struct");
  }

  /** Whether arithmetic is defined on the type. */
  public boolean isNumeric() {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL || kind == Kind.DOUBLE;
  }

  /** The type as {@link #parse} reads it. */
  @Override
  public String toString() {
    return kind == Kind.DECIMAL
        ? "decimal(" + precision + "," + scale + ")"
        : kind.name().toLowerCase(Locale.ROOT);
  }
}
