package io.sluice.quality.engine.duckdb;

import io.sluice.quality.expression.ExprType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Blob;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
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
      case OTHER -> value instanceof Blob bytes ? base64(bytes) : value.toString();
    };
  }

  /** As inline rows write bytes. */
  private static String base64(Blob bytes) throws SQLException {
    return Base64.getEncoder().encodeToString(bytes.getBytes(1, (int) bytes.length()));
  }

  private static BigDecimal exact(Object value) {
    if (value instanceof BigDecimal decimal) {
      return decimal;
    } else if (value instanceof BigInteger integer) {
      return new BigDecimal(integer);
    }
    return BigDecimal.valueOf(((Number) value).longValue());
  }
}
