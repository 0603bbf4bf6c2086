package io.sluice.quality.expression;

import io.sluice.catalog.model.LogicalType;
import java.util.Locale;

/**
 * The type of an expression.
 *
 * @param kind its family
 * @param scale the digits after the point of a {@link Kind#DECIMAL}; 0 otherwise
 */
public record ExprType(Kind kind, int scale) {

  /** The families of types that expressions tell apart. */
  public enum Kind {
    BOOLEAN,
    INTEGER,
    DECIMAL,
    DOUBLE,
    STRING,
    DATE,
    TIME,
    TIMESTAMP,
    TIMESTAMPTZ,
    /** A type that can only be null or not: binary, json, list, struct. */
    OTHER,
    /** The type of the literal null. */
    NULL
  }

  public static final ExprType BOOLEAN = new ExprType(Kind.BOOLEAN, 0);
  public static final ExprType INTEGER = new ExprType(Kind.INTEGER, 0);
  public static final ExprType DOUBLE = new ExprType(Kind.DOUBLE, 0);
  public static final ExprType STRING = new ExprType(Kind.STRING, 0);
  public static final ExprType DATE = new ExprType(Kind.DATE, 0);
  public static final ExprType TIMESTAMP = new ExprType(Kind.TIMESTAMP, 0);
  public static final ExprType NULL = new ExprType(Kind.NULL, 0);

  /** An exact number with that many digits after the point. */
  public static ExprType decimal(int scale) {
    return new ExprType(Kind.DECIMAL, scale);
  }

  /** The type of a column. */
  public static ExprType of(LogicalType type) {
    return switch (type.kind()) {
      case STRING -> STRING;
      case INTEGER -> INTEGER;
      case DECIMAL -> decimal(type.scale());
      case DOUBLE -> DOUBLE;
      case BOOLEAN -> BOOLEAN;
      case DATE -> DATE;
      case TIME -> new ExprType(Kind.TIME, 0);
      case TIMESTAMP -> TIMESTAMP;
      case TIMESTAMPTZ -> new ExprType(Kind.TIMESTAMPTZ, 0);
      case BINARY, JSON, LIST, STRUCT -> new ExprType(Kind.OTHER, 0);
    };
  }

  /** Whether it is an exact number. */
  public boolean isExact() {
    return kind == Kind.INTEGER || kind == Kind.DECIMAL;
  }

  /** Whether arithmetic is defined on it. */
  public boolean isNumeric() {
    return isExact() || kind == Kind.DOUBLE;
  }

  /** Whether it is a date or a point in time. */
  public boolean isTemporal() {
    return switch (kind) {
      case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> true;
      case BOOLEAN, INTEGER, DECIMAL, DOUBLE, STRING, OTHER, NULL -> false;
    };
  }

  /** The type in the words of a message. */
  public String words() {
    return switch (kind) {
      case STRING -> "text";
      case INTEGER, DECIMAL, DOUBLE -> "a number";
      case OTHER -> "a nested or binary value";
      case NULL -> "null";
      case BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          "a " + kind.name().toLowerCase(Locale.ROOT);
    };
  }
}
