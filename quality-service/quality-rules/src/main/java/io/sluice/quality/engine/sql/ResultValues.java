package io.sluice.quality.engine.sql;

import io.sluice.quality.expression.ExprType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.temporal.TemporalAccessor;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Reads results as the values that expressions have. */
final class ResultValues {

  private ResultValues() {}

  static @Nullable Object read(ResultSet rows, int index, ExprType type) throws SQLException {
    Object value = rows.getObject(index);
    if (value == null) {
      return null;
    }
    return switch (type.kind()) {
      case INTEGER, DECIMAL -> exact(value);
      case DOUBLE -> ((Number) value).doubleValue();
      case BOOLEAN -> value;
      case DATE -> rows.getObject(index, LocalDate.class);
      case TIME -> rows.getObject(index, LocalTime.class);
      case TIMESTAMP -> rows.getObject(index, LocalDateTime.class);
      case TIMESTAMPTZ -> rows.getObject(index, OffsetDateTime.class);
      case STRING, NULL -> value.toString();
      case OTHER -> text(value);
    };
  }

  /** A value of whatever type a query of the user's gives. */
  static @Nullable Object any(ResultSet rows, int index) throws SQLException {
    Object value = rows.getObject(index);
    if (value == null || value instanceof Boolean || value instanceof TemporalAccessor) {
      return value;
    } else if (value instanceof Double || value instanceof Float) {
      return ((Number) value).doubleValue();
    } else if (value instanceof Number) {
      return exact(value);
    } else if (value instanceof Timestamp at) {
      return at.toLocalDateTime();
    }
    return text(value);
  }

  /** Bytes as inline rows write them. */
  private static String text(Object value) throws SQLException {
    if (value instanceof Blob bytes) {
      return Base64.getEncoder().encodeToString(bytes.getBytes(1, (int) bytes.length()));
    }
    return value instanceof byte[] bytes
        ? Base64.getEncoder().encodeToString(bytes)
        : value.toString();
  }

  /** A database's exact numbers may have a NaN and infinities among them: those are doubles. */
  private static Object exact(Object value) {
    if (value instanceof BigDecimal || value instanceof Double) {
      return value;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return BigDecimal.valueOf(((Number) value).longValue());
  }
}
