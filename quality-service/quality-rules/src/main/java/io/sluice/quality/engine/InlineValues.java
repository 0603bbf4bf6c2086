package io.sluice.quality.engine;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads inline values strictly as the types of their columns. */
public final class InlineValues {

  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS");

  /** The longest literal that a request may bring has fewer digits. */
  private static final int MAX_SCALE = 400;

  private InlineValues() {}

  /**
   * Every row with values as expressions have them.
   *
   * @throws EvaluationException if a value is not of its column's type
   */
  public static List<List<@Nullable Object>> typed(InlineSource source) {
    List<LogicalType> types =
        source.columns().stream().map(column -> LogicalType.parse(column.type())).toList();
    List<List<@Nullable Object>> result = new ArrayList<>(source.rows().size());
    for (List<@Nullable Object> row : source.rows()) {
      List<@Nullable Object> typed = new ArrayList<>(row.size());
      for (int i = 0; i < row.size(); i++) {
        typed.add(typed(row.get(i), types.get(i), source.columns().get(i), result.size()));
      }
      result.add(typed);
    }
    return result;
  }

  private static @Nullable Object typed(
      @Nullable Object value, LogicalType type, Column column, int row) {
    if (value == null) {
      return null;
    }
    try {
      Object typed = read(value, type);
      if (typed != null) {
        return typed;
      }
    } catch (DateTimeException | ArithmeticException | NumberFormatException unfit) {
      throw unfit(value, column, row, unfit);
    }
    throw unfit(value, column, row, null);
  }

  private static EvaluationException unfit(
      Object value, Column column, int row, @Nullable RuntimeException cause) {
    String shown = String.valueOf(value);
    String message =
        "row "
            + row
            + ": '"
            + (shown.length() > 80 ? shown.substring(0, 80) + "…" : shown)
            + "' in column '"
            + column.name()
            + "' is not a "
            + column.type();
    return cause == null
        ? new EvaluationException(EvaluationException.Kind.SOURCE_UNREADABLE, message)
        : new EvaluationException(EvaluationException.Kind.SOURCE_UNREADABLE, message, cause);
  }

  private static @Nullable Object read(Object value, LogicalType type) {
    String text = value instanceof String string ? string : null;
    return switch (type.kind()) {
      case STRING -> text;
      case BINARY, JSON, LIST, STRUCT -> String.valueOf(value);
      case BOOLEAN -> value instanceof Boolean ? value : null;
      case INTEGER -> integer(value);
      case DECIMAL -> decimal(value, type);
      case DOUBLE -> real(value);
      case DATE -> text == null ? null : LocalDate.parse(text);
      case TIME -> text == null ? null : LocalTime.parse(text);
      case TIMESTAMP -> text == null ? null : timestamp(text);
      case TIMESTAMPTZ -> text == null ? null : instant(text);
    };
  }

  private static @Nullable BigDecimal number(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    } else if (value instanceof Double || value instanceof Float) {
      double real = ((Number) value).doubleValue();
      return Double.isFinite(real) ? BigDecimal.valueOf(real) : null;
    }
    return value instanceof Number whole ? BigDecimal.valueOf(whole.longValue()) : null;
  }

  private static @Nullable BigDecimal integer(Object value) {
    BigDecimal number = number(value);
    if (number == null || beyondDigits(number)) {
      return null;
    }
    return number.setScale(0, RoundingMode.UNNECESSARY);
  }

  private static @Nullable BigDecimal decimal(Object value, LogicalType type) {
    BigDecimal number = number(value);
    if (number == null || beyondDigits(number)) {
      return null;
    }
    BigDecimal scaled = number.setScale(type.scale(), RoundingMode.UNNECESSARY);
    return scaled.precision() > type.precision() ? null : scaled;
  }

  /** Such a number is no integer or decimal, and just to rescale 1e-100000000 takes minutes. */
  private static boolean beyondDigits(BigDecimal number) {
    long digits = (long) number.precision() - number.scale();
    return digits > 38 || Math.abs((long) number.scale()) > MAX_SCALE;
  }

  private static @Nullable Double real(Object value) {
    if (value instanceof Number number) {
      double real = number.doubleValue();
      // 1e400 is not infinity; infinity is said in words.
      boolean fits = Double.isFinite(real) || number instanceof Double || number instanceof Float;
      return fits ? real : null;
    }
    return switch (String.valueOf(value)) {
      case "NaN" -> Double.NaN;
      case "Infinity" -> Double.POSITIVE_INFINITY;
      case "-Infinity" -> Double.NEGATIVE_INFINITY;
      default -> null;
    };
  }

  private static LocalDateTime timestamp(String text) {
    String iso = text.replace(' ', 'T');
    return iso.indexOf('T') < 0 ? LocalDate.parse(iso).atStartOfDay() : LocalDateTime.parse(iso);
  }

  private static OffsetDateTime instant(String text) {
    return OffsetDateTime.parse(text.replace(' ', 'T')).withOffsetSameInstant(ZoneOffset.UTC);
  }

  /** A typed value as text that a SQL cast reads back exactly. */
  public static String text(Object value) {
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    } else if (value instanceof LocalDateTime at) {
      return TIMESTAMP.format(at);
    } else if (value instanceof OffsetDateTime at) {
      return TIMESTAMP.format(at) + "+00";
    }
    return value.toString();
  }
}
