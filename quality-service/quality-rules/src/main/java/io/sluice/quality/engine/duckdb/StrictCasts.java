package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.sql.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Casts text to the types that were said for it and marks the rows where it does not fit. DuckDB's
 * own casts are not strict enough: it reads {@code 1.5} as the integer 2.
 */
final class StrictCasts {

  /** The column that says which columns of a row do not fit; null of a good row. */
  static final String BAD = "__sluice_bad";

  private static final Dialect SQL = DuckDbDialect.INSTANCE;

  private final Map<String, LogicalType> types;
  private final @Nullable String dateFormat;
  private final @Nullable String timestampFormat;

  StrictCasts(Map<String, LogicalType> types, Map<String, String> options) {
    this.types = Map.copyOf(types);
    dateFormat = options.get("dateFormat");
    timestampFormat = options.get("timestampFormat");
  }

  /**
   * The columns, cast where a type is said for them, and {@link #BAD}.
   *
   * @param json whether those columns are JSON rather than text
   */
  String select(List<String> columns, boolean json) {
    List<String> select = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (String column : columns) {
      LogicalType type = types.get(column);
      String name = SQL.name(column);
      if (type == null || (json && isNested(type))) {
        select.add(name);
        continue;
      }
      String text = json ? "(" + name + " ->> '$')" : name;
      String cast = cast(text, type);
      select.add(cast + " AS " + name);
      if (!cast.equals(text)) {
        bad.add(
            "CASE WHEN "
                + text
                + " IS NOT NULL AND "
                + cast
                + " IS NULL THEN "
                + SQL.text("'" + column + "' is no " + words(type))
                + " END");
      }
    }
    String marks =
        bad.isEmpty()
            ? "CAST(NULL AS VARCHAR)"
            : "nullif(concat_ws('; ', " + String.join(", ", bad) + "), '')";
    return String.join(", ", select) + ", " + marks + " AS " + BAD;
  }

  private static String words(LogicalType type) {
    return type.kind() == LogicalType.Kind.DECIMAL
        ? "decimal(" + type.precision() + "," + type.scale() + ")"
        : type.kind().name().toLowerCase(java.util.Locale.ROOT);
  }

  private static boolean isNested(LogicalType type) {
    return switch (type.kind()) {
      case JSON, LIST, STRUCT -> true;
      case STRING, BINARY, INTEGER, DECIMAL, DOUBLE, BOOLEAN, DATE, TIME, TIMESTAMP, TIMESTAMPTZ ->
          false;
    };
  }

  private String cast(String text, LogicalType type) {
    return switch (type.kind()) {
      case STRING, BINARY, JSON, LIST, STRUCT -> text;
      case INTEGER -> where(text, "\\s*[+-]?[0-9]+\\s*", "BIGINT");
      case DECIMAL ->
          where(
              text,
              "\\s*[+-]?[0-9]+(\\.[0-9]{0," + type.scale() + "}0*)?\\s*",
              "DECIMAL(" + type.precision() + "," + type.scale() + ")");
      case DOUBLE -> "TRY_CAST(" + text + " AS DOUBLE)";
      case BOOLEAN -> "TRY_CAST(" + text + " AS BOOLEAN)";
      case DATE ->
          dateFormat == null
              ? where(text, "\\s*[0-9]{1,6}[-/][0-9]{1,2}[-/][0-9]{1,2}\\s*", "DATE")
              : "CAST(try_strptime(" + text + ", " + SQL.text(dateFormat) + ") AS DATE)";
      case TIME -> "TRY_CAST(" + text + " AS TIME)";
      case TIMESTAMP -> at(text, "TIMESTAMP");
      case TIMESTAMPTZ -> at(text, "TIMESTAMPTZ");
    };
  }

  private String at(String text, String type) {
    return timestampFormat == null
        ? "TRY_CAST(" + text + " AS " + type + ")"
        : "CAST(try_strptime(" + text + ", " + SQL.text(timestampFormat) + ") AS " + type + ")";
  }

  private static String where(String text, String pattern, String type) {
    return "CASE WHEN regexp_full_match("
        + text
        + ", "
        + SQL.text(pattern)
        + ") THEN TRY_CAST("
        + text
        + " AS "
        + type
        + ") END";
  }
}
