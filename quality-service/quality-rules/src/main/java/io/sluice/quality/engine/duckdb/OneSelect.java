package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.sql.QueryRefusedException;
import io.sluice.quality.engine.sql.Statements;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Whether a query of the user's is one SELECT over the data alone, as DuckDB's own parser sees it:
 * neither other statements nor files, tables or functions that read anything may stand in it.
 */
final class OneSelect {

  private static final Set<String> NODES =
      Set.of("SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE");

  private static final Set<String> TABLES =
      Set.of("BASE_TABLE", "JOIN", "SUBQUERY", "TABLE_FUNCTION", "EXPRESSION_LIST", "EMPTY");

  /** A name with a point in it could be a file's. */
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  private static final Pattern TAKEN =
      Pattern.compile("(duckdb|pragma|sqlite|pg|__sluice|sluice)_.*", Pattern.CASE_INSENSITIVE);

  private static final int LONGEST = 100_000;

  private final String sql;
  private final Set<String> names = new HashSet<>();

  /** The members of each object of the parsed query, by its path. */
  private final Map<String, Map<String, String>> objects = new TreeMap<>();

  OneSelect(String sql, String batch) {
    this.sql = sql;
    names.add(batch);
  }

  void require(Statements statements) throws SQLException {
    if (sql.length() > LONGEST) {
      throw refused("the query is longer than " + LONGEST + " characters");
    }
    String parsed = "json_serialize_sql(" + DuckDbDialect.INSTANCE.text(sql) + ")";
    statements.query(
        "SELECT key, atom ->> '$' AS value, path, type FROM json_tree(" + parsed + ")",
        this::collect);
    Map<String, String> root = objects.getOrDefault("$", Map.of());
    if ("true".equals(root.get("error"))) {
      throw refused(
          "parser".equals(root.get("error_type"))
              ? "the query is no SQL: " + root.get("error_message")
              : "the query must be one SELECT");
    }
    Map<String, String> all = objects.getOrDefault("$.statements", Map.of());
    if (all.size() != 1) {
      throw refused("the query must be one SELECT, not " + all.size() + " statements");
    }
    commonTables();
    objects.forEach(this::check);
    new QueryExpressions(objects).require();
  }

  private int collect(ResultSet rows) throws SQLException {
    while (rows.next()) {
      String key = rows.getString(1);
      String value = rows.getString(2);
      if (key != null) {
        objects
            .computeIfAbsent(rows.getString(3), path -> new HashMap<>())
            .put(key, value == null ? "" : value);
      }
    }
    return objects.size();
  }

  private void commonTables() {
    objects.forEach(
        (path, members) -> {
          String name = members.get("key");
          if (name != null && path.contains(".cte_map.map[")) {
            if (!PLAIN.matcher(name).matches() || TAKEN.matcher(name).matches()) {
              throw refused("the query cannot call a common table '" + name + "'");
            }
            names.add(name.toLowerCase(Locale.ROOT));
          }
        });
  }

  private void check(String path, Map<String, String> members) {
    String type = members.getOrDefault("type", "");
    if (members.containsKey("class") || type.isEmpty()) {
      return;
    }
    boolean node = members.containsKey("modifiers") && members.containsKey("cte_map");
    if (node && !NODES.contains(type)) {
      throw refused("the query must be one SELECT");
    }
    boolean table = !node && members.containsKey("sample");
    if (table && !TABLES.contains(type)) {
      throw refused("the query must be one SELECT over {batch}");
    }
    if (objects.containsKey(path + ".sample")) {
      throw refused("the query cannot take a sample of a table");
    }
    if (type.equals("BASE_TABLE")) {
      table(members);
    } else if (type.equals("TABLE_FUNCTION")) {
      QueryFunctions.requireTable(
          objects.getOrDefault(path + ".function", Map.of()).getOrDefault("function_name", ""));
    }
  }

  private void table(Map<String, String> members) {
    String name = members.getOrDefault("table_name", "");
    boolean elsewhere =
        !members.getOrDefault("schema_name", "").isEmpty()
            || !members.getOrDefault("catalog_name", "").isEmpty();
    if (elsewhere || !names.contains(name.toLowerCase(Locale.ROOT))) {
      throw refused("the query may read {batch} only, not '" + name + "'");
    }
  }

  private static QueryRefusedException refused(String message) {
    return new QueryRefusedException(message);
  }
}
