package io.sluice.quality.engine.duckdb;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.InlineValues;
import io.sluice.quality.engine.sql.Statements;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;
import org.jspecify.annotations.Nullable;

/** Puts inline rows into a table: as text first, which the appender takes fastest, then cast. */
final class InlineStage {

  private static final String TEXT_TABLE = "__sluice_text";

  private InlineStage() {}

  static void load(InlineSource inline, Connection connection, Statements statements, String table)
      throws SQLException {
    int width = inline.columns().size();
    StringBuilder create = new StringBuilder("CREATE TABLE " + TEXT_TABLE + " (");
    StringBuilder select = new StringBuilder("SELECT rowid AS " + Relation.ROW);
    requireDistinct(inline);
    for (int i = 0; i < width; i++) {
      Column column = inline.columns().get(i);
      String separator = i == 0 ? "" : ", ";
      create.append(separator).append("c").append(i).append(" VARCHAR");
      select.append(", CAST(c").append(i).append(" AS ");
      select.append(sqlType(LogicalType.parse(column.type()))).append(") AS ");
      select.append(DuckDbDialect.INSTANCE.name(column.name()));
    }
    statements.run(create + ")");
    append(InlineValues.typed(inline), connection);
    statements.run("CREATE TEMP TABLE " + table + " AS " + select + " FROM " + TEXT_TABLE);
    statements.run("DROP TABLE " + TEXT_TABLE);
  }

  /** DuckDB ignores case in names: of two that differ in nothing else it would read the first. */
  private static void requireDistinct(InlineSource inline) {
    Set<String> names = new HashSet<>();
    for (Column column : inline.columns()) {
      String name = column.name();
      if (name.equalsIgnoreCase(Relation.ROW) || name.indexOf('\0') >= 0) {
        throw unreadable("no column can be called '" + name.replace('\0', '?') + "'");
      }
      if (!names.add(name.toLowerCase(Locale.ROOT))) {
        throw unreadable("two columns differ from '" + name + "' at most in case");
      }
    }
  }

  private static EvaluationException unreadable(String message) {
    return new EvaluationException(EvaluationException.Kind.SOURCE_UNREADABLE, message);
  }

  private static void append(List<List<@Nullable Object>> rows, Connection connection)
      throws SQLException {
    DuckDBConnection duckdb = connection.unwrap(DuckDBConnection.class);
    try (DuckDBAppender appender = duckdb.createAppender("main", TEXT_TABLE)) {
      for (List<@Nullable Object> row : rows) {
        appender.beginRow();
        for (Object value : row) {
          if (value == null) {
            appender.appendNull();
          } else {
            appender.append(InlineValues.text(value));
          }
        }
        appender.endRow();
      }
    }
  }

  private static String sqlType(LogicalType type) {
    return switch (type.kind()) {
      case STRING, BINARY, JSON, LIST, STRUCT -> "VARCHAR";
      case INTEGER -> "HUGEINT";
      case DECIMAL -> "DECIMAL(" + type.precision() + "," + type.scale() + ")";
      case DOUBLE -> "DOUBLE";
      case BOOLEAN -> "BOOLEAN";
      case DATE -> "DATE";
      case TIME -> "TIME";
      case TIMESTAMP -> "TIMESTAMP";
      case TIMESTAMPTZ -> "TIMESTAMPTZ";
    };
  }
}
