package io.sluice.quality.engine.row;

import io.sluice.quality.expression.ExprType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One column of a {@link RowBatch}, refilled for each batch. Exact numbers are longs, scaled by the
 * type's digits after the point; dates are days, times nanoseconds of the day, timestamps
 * microseconds since 1970; what no long holds is kept as an object beside.
 */
public final class ColumnVector {

  /** How the values of a column are stored. */
  public enum Storage {
    /** States only: 0 false, 1 true, 2 unknown. */
    TRUTH,
    /** Longs, with a state each. */
    LONG,
    /** Doubles, with a state each. */
    DOUBLE,
    /** Strings; null is null. */
    TEXT,
    /** Objects that can only be null or not. */
    OBJECT
  }

  static final byte PRESENT = 0;
  static final byte NULL = 1;
  static final byte WIDE = 2;
  static final byte FALSE = 0;
  static final byte TRUE = 1;
  static final byte UNKNOWN = 2;

  private static final long MICROS = 1_000_000;

  private final ExprType type;
  private final Storage storage;
  final byte[] states;
  final long[] longs;
  final double[] doubles;
  final @Nullable String[] texts;
  @Nullable Object[] objects;

  /** An empty vector for values of a type. */
  public ColumnVector(ExprType type, int capacity) {
    this.type = type;
    storage = storageOf(type);
    boolean stated =
        storage == Storage.TRUTH || storage == Storage.LONG || storage == Storage.DOUBLE;
    states = new byte[stated ? capacity : 0];
    longs = new long[storage == Storage.LONG ? capacity : 0];
    doubles = new double[storage == Storage.DOUBLE ? capacity : 0];
    texts = new String[storage == Storage.TEXT ? capacity : 0];
    objects = new Object[storage == Storage.OBJECT ? capacity : 0];
  }

  static Storage storageOf(ExprType type) {
    return switch (type.kind()) {
      case BOOLEAN -> Storage.TRUTH;
      case INTEGER, DECIMAL, DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> Storage.LONG;
      case DOUBLE -> Storage.DOUBLE;
      case STRING -> Storage.TEXT;
      case OTHER, NULL -> Storage.OBJECT;
    };
  }

  /** The type of its values. */
  public ExprType type() {
    return type;
  }

  /** How its values are stored. */
  public Storage storage() {
    return storage;
  }

  /** Sets a row to null, whatever the storage. */
  public void setNull(int row) {
    switch (storage) {
      case TRUTH -> states[row] = UNKNOWN;
      case LONG, DOUBLE -> states[row] = NULL;
      case TEXT -> texts[row] = null;
      case OBJECT -> objects[row] = null;
    }
  }

  /** Sets a row of {@link Storage#TRUTH}. */
  public void setTruth(int row, boolean value) {
    states[row] = value ? TRUE : FALSE;
  }

  /** Sets a row of {@link Storage#LONG}, in the unit of the type. */
  public void setLong(int row, long value) {
    states[row] = PRESENT;
    longs[row] = value;
  }

  /** Sets a row of {@link Storage#DOUBLE}. */
  public void setDouble(int row, double value) {
    states[row] = PRESENT;
    doubles[row] = value;
  }

  /** Sets a row of {@link Storage#TEXT}. */
  public void setText(int row, @Nullable String value) {
    texts[row] = value;
  }

  /**
   * Sets a row to a value as expressions have it.
   *
   * @throws IllegalArgumentException if it is not of the type
   */
  public void set(int row, @Nullable Object value) {
    if (value == null) {
      setNull(row);
      return;
    }
    switch (storage) {
      case TRUTH -> setTruth(row, (Boolean) value);
      case DOUBLE -> setDouble(row, ((Number) value).doubleValue());
      case TEXT -> texts[row] = value.toString();
      case OBJECT -> objects[row] = value;
      case LONG -> {
        Long unit = units(value, type);
        if (unit == null) {
          setWide(row, value);
        } else {
          setLong(row, unit);
        }
      }
    }
  }

  private void setWide(int row, Object value) {
    if (objects.length == 0) {
      objects = new Object[states.length];
    }
    states[row] = WIDE;
    objects[row] = value;
  }

  /** Whether a row is null, or its truth unknown. */
  public boolean isNull(int row) {
    return switch (storage) {
      case TRUTH -> states[row] == UNKNOWN;
      case LONG, DOUBLE -> states[row] == NULL;
      case TEXT -> texts[row] == null;
      case OBJECT -> objects[row] == null;
    };
  }

  /** The value as expressions have it. */
  public @Nullable Object get(int row) {
    return switch (storage) {
      case TRUTH -> states[row] == UNKNOWN ? null : (Object) (states[row] == TRUE);
      case DOUBLE -> states[row] == NULL ? null : (Object) doubles[row];
      case TEXT -> texts[row];
      case OBJECT -> objects[row];
      case LONG ->
          switch (states[row]) {
            case PRESENT -> boxed(longs[row], type);
            case WIDE -> objects[row];
            default -> null;
          };
    };
  }

  /** The same number of units of the type; null if no long holds it exactly. */
  static @Nullable Long units(Object value, ExprType type) {
    if (value instanceof BigDecimal exact) {
      return scaled(exact, type.scale());
    } else if (value instanceof LocalDate date) {
      return date.toEpochDay();
    } else if (value instanceof LocalTime time) {
      return time.toNanoOfDay();
    } else if (value instanceof LocalDateTime at) {
      return micros(at.toEpochSecond(ZoneOffset.UTC), at.get(ChronoField.NANO_OF_SECOND));
    } else if (value instanceof OffsetDateTime at) {
      return micros(at.toEpochSecond(), at.getNano());
    }
    return null;
  }

  private static @Nullable Long micros(long seconds, int nanos) {
    boolean fits = Math.abs(seconds) < Long.MAX_VALUE / MICROS && nanos % 1000 == 0;
    return fits ? seconds * MICROS + nanos / 1000 : null;
  }

  private static @Nullable Long scaled(BigDecimal exact, int scale) {
    if ((long) exact.precision() - exact.scale() + scale > 19) {
      return null;
    }
    try {
      BigInteger units = exact.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
      return units.bitLength() < Long.SIZE ? units.longValue() : null;
    } catch (ArithmeticException moreDigits) {
      return null;
    }
  }

  static Object boxed(long units, ExprType type) {
    return switch (type.kind()) {
      case DATE -> LocalDate.ofEpochDay(units);
      case TIME -> LocalTime.ofNanoOfDay(units);
      case TIMESTAMP -> timestamp(units);
      case TIMESTAMPTZ -> timestamp(units).atOffset(ZoneOffset.UTC);
      case INTEGER, DECIMAL -> BigDecimal.valueOf(units, type.scale());
      case BOOLEAN, DOUBLE, STRING, OTHER, NULL ->
          throw new IllegalStateException(type + " is not stored as a long");
    };
  }

  private static LocalDateTime timestamp(long micros) {
    return LocalDateTime.ofEpochSecond(
        Math.floorDiv(micros, MICROS), (int) Math.floorMod(micros, MICROS) * 1000, ZoneOffset.UTC);
  }

  /** Forgets the objects of the last batch, so that they can be collected. */
  void clear() {
    Arrays.fill(texts, null);
    Arrays.fill(objects, null);
  }
}
