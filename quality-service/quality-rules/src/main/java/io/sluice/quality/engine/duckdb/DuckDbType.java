package io.sluice.quality.engine.duckdb;

import java.util.Locale;

/**
 * How a DuckDB column type reads as a logical type.
 *
 * @param logical the logical type's name
 * @param cast the type to cast to, so that values of a kind look alike; empty if none is needed
 */
record DuckDbType(String logical, String cast) {

  static DuckDbType of(String name) {
    String type = name.toUpperCase(Locale.ROOT);
    if (type.endsWith("]") || type.startsWith("MAP(")) {
      return new DuckDbType("list", "");
    }
    if (type.startsWith("STRUCT(") || type.startsWith("UNION(")) {
      return new DuckDbType("struct", "");
    }
    if (type.startsWith("DECIMAL(")) {
      return new DuckDbType(type.toLowerCase(Locale.ROOT), "");
    }
    if (type.startsWith("ENUM(")) {
      return new DuckDbType("string", "VARCHAR");
    }
    return switch (type) {
      case "VARCHAR" -> new DuckDbType("string", "");
      case "TINYINT",
          "SMALLINT",
          "INTEGER",
          "BIGINT",
          "HUGEINT",
          "UTINYINT",
          "USMALLINT",
          "UINTEGER",
          "UBIGINT" ->
          new DuckDbType("integer", "");
      case "UHUGEINT", "BIGNUM", "VARINT" -> new DuckDbType("integer", "HUGEINT");
      case "FLOAT" -> new DuckDbType("double", "DOUBLE");
      case "DOUBLE" -> new DuckDbType("double", "");
      case "BOOLEAN" -> new DuckDbType("boolean", "");
      case "DATE" -> new DuckDbType("date", "");
      case "TIME" -> new DuckDbType("time", "");
      case "TIMESTAMP" -> new DuckDbType("timestamp", "");
      case "TIMESTAMP_S", "TIMESTAMP_MS", "TIMESTAMP_NS" ->
          new DuckDbType("timestamp", "TIMESTAMP");
      case "TIMESTAMP WITH TIME ZONE" -> new DuckDbType("timestamptz", "");
      case "BLOB" -> new DuckDbType("binary", "");
      case "JSON" -> new DuckDbType("json", "");
      default -> new DuckDbType("string", "VARCHAR");
    };
  }

  /** The column, cast if need be, under its own name. */
  String select(String quoted) {
    return cast.isEmpty() ? quoted : "CAST(" + quoted + " AS " + cast + ") AS " + quoted;
  }
}
