package io.sluice.quality.engine.postgres;

import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;

/**
 * How a PostgreSQL column reads as a logical type.
 *
 * @param logical the logical type's name
 * @param cast the type to cast to, so that values of a kind look alike; empty if none is needed
 */
record PostgresType(String logical, String cast) {

  private static final int MOST_DIGITS = 38;

  static PostgresType of(ResultSetMetaData columns, int column) throws SQLException {
    return switch (columns.getColumnTypeName(column)) {
      case "int2", "int4", "int8", "serial", "bigserial", "smallserial" ->
          new PostgresType("integer", "");
      case "oid" -> new PostgresType("integer", "bigint");
      case "numeric" -> decimal(columns.getPrecision(column), columns.getScale(column));
      case "float4" -> new PostgresType("double", "float8");
      case "float8" -> new PostgresType("double", "");
      case "bool" -> new PostgresType("boolean", "");
      case "date" -> new PostgresType("date", "");
      case "time" -> new PostgresType("time", "");
      case "timestamp" -> new PostgresType("timestamp", "");
      case "timestamptz" -> new PostgresType("timestamptz", "");
      case "bytea" -> new PostgresType("binary", "");
      case "json", "jsonb" -> new PostgresType("json", "text");
      default ->
          switch (columns.getColumnType(column)) {
            case Types.ARRAY -> new PostgresType("list", "text");
            case Types.STRUCT -> new PostgresType("struct", "text");
            // Whatever else there is has a text of its own: uuid, inet, enums, intervals; the
            // blanks that char(n) pads with are no part of it.
            default -> new PostgresType("string", "text");
          };
    };
  }

  /** Without a precision it holds what it is given; then the scale is only a guess. */
  private static PostgresType decimal(int precision, int scale) {
    if (precision < 1) {
      return new PostgresType("decimal(38,9)", "");
    }
    int digits = Math.min(MOST_DIGITS, Math.max(precision, scale));
    int places = Math.min(digits, Math.max(0, scale));
    return new PostgresType("decimal(" + digits + "," + places + ")", "");
  }

  /** The column, cast if need be, under its own name; text compares by code point. */
  String select(String quoted) {
    String value = cast.isEmpty() ? quoted : "CAST(" + quoted + " AS " + cast + ")";
    return (cast.equals("text") ? value + " COLLATE \"C\"" : value) + " AS " + quoted;
  }
}
