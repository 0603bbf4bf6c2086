package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.sql.QueryRefusedException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Whether the expressions of a query of the user's stay small: plain values, functions of a closed
 * list, and text that cannot be put together to something much longer than the data.
 */
final class QueryExpressions {

  private static final Set<String> CLASSES =
      Set.of(
          "BETWEEN",
          "CASE",
          "CAST",
          "COLLATE",
          "COLUMN_REF",
          "COMPARISON",
          "CONJUNCTION",
          "CONSTANT",
          "FUNCTION",
          "OPERATOR",
          "POSITIONAL_REFERENCE",
          "STAR",
          "SUBQUERY",
          "TYPE",
          "WINDOW");

  private static final Set<String> OPERATORS =
      Set.of(
          "OPERATOR_NOT",
          "OPERATOR_IS_NULL",
          "OPERATOR_IS_NOT_NULL",
          "OPERATOR_COALESCE",
          "OPERATOR_NULLIF",
          "OPERATOR_TRY",
          "COMPARE_IN",
          "COMPARE_NOT_IN",
          "GROUPING_FUNCTION",
          "ARRAY_EXTRACT",
          "STRUCT_EXTRACT");

  private static final Set<String> JOINING = Set.of("||", "concat");

  /** How many times as long as its longest part a text can become, over all levels of a query. */
  private static final long MOST_PARTS = 32;

  /** The most characters of the constants of a query, where text is put together. */
  private static final long MOST_JOINED = 100_000;

  /** The most characters of one constant: a pattern of a date may give ten times as many. */
  private static final int LONGEST_CONSTANT = 10_000;

  private static final Pattern ARGUMENT =
      Pattern.compile("(.*)\\.arguments\\[[0-9]+]\\.expression");

  private final Map<String, Map<String, String>> objects;
  private long parts = 1;
  private long characters;

  /** The members of each object of the parsed query, by its path. */
  QueryExpressions(Map<String, Map<String, String>> objects) {
    this.objects = objects;
  }

  /**
   * Looks at all of them.
   *
   * @throws QueryRefusedException if one is not allowed
   */
  void require() {
    objects.forEach(this::check);
    boolean recursive =
        objects.values().stream()
            .anyMatch(members -> "RECURSIVE_CTE_NODE".equals(members.get("type")));
    if (parts > 1 && recursive) {
      throw refused("the query cannot put text together in a recursive table");
    }
    if (parts > MOST_PARTS || (parts > 1 && parts * characters > MOST_JOINED)) {
      throw refused("the query puts together too much text (|| and concat)");
    }
  }

  private void check(String path, Map<String, String> members) {
    String kind = members.get("class");
    if (kind == null) {
      return;
    }
    if (!CLASSES.contains(kind)) {
      throw refused(
          kind.equals("LAMBDA")
              ? "a lambda is not allowed in a query"
              : "an expression " + kind + " is not allowed in a query");
    }
    String type = members.getOrDefault("type", "");
    switch (kind) {
      case "OPERATOR" -> {
        if (!OPERATORS.contains(type)) {
          throw refused("the operator " + type + " is not allowed in a query");
        }
      }
      case "FUNCTION", "WINDOW" -> function(path, members);
      case "TYPE" -> QueryFunctions.requireType(members.getOrDefault("type_name", ""));
      case "CONSTANT" -> constant(objects.getOrDefault(path + ".literal", Map.of()));
      default -> {}
    }
  }

  private void function(String path, Map<String, String> members) {
    boolean ofTable =
        path.endsWith(".function")
            && "TABLE_FUNCTION"
                .equals(
                    objects
                        .getOrDefault(
                            path.substring(0, path.length() - ".function".length()), Map.of())
                        .get("type"));
    if (ofTable) {
      return;
    }
    String name = members.getOrDefault("function_name", "");
    if (!members.getOrDefault("schema", "").isEmpty()
        || !members.getOrDefault("catalog", "").isEmpty()) {
      throw refused("the query must call '" + name + "' without a schema");
    }
    QueryFunctions.require(name, arguments(path));
    if (isJoining(path) && !isPartOfJoining(path)) {
      parts = Math.min(parts * leaves(path), Integer.MAX_VALUE);
    }
  }

  private int arguments(String path) {
    int count = 0;
    while (objects.containsKey(argument(path, count))) {
      count++;
    }
    return count;
  }

  private static String argument(String path, int number) {
    return path + ".arguments[" + number + "].expression";
  }

  private boolean isJoining(String path) {
    Map<String, String> members = objects.getOrDefault(path, Map.of());
    return "FUNCTION".equals(members.get("class"))
        && JOINING.contains(members.getOrDefault("function_name", "").toLowerCase(Locale.ROOT));
  }

  /** The arguments of one text put together, however many operators it takes. */
  private int leaves(String path) {
    int count = 0;
    int arguments = arguments(path);
    for (int i = 0; i < arguments; i++) {
      String argument = argument(path, i);
      count += isJoining(argument) ? leaves(argument) : 1;
    }
    return Math.max(1, count);
  }

  private boolean isPartOfJoining(String path) {
    Matcher argument = ARGUMENT.matcher(path);
    return argument.matches() && isJoining(argument.group(1));
  }

  private void constant(Map<String, String> literal) {
    int length = literal.getOrDefault("text", "").length();
    if (length > LONGEST_CONSTANT) {
      throw refused("a constant of the query is longer than " + LONGEST_CONSTANT + " characters");
    }
    characters += length;
  }

  private static QueryRefusedException refused(String message) {
    return new QueryRefusedException(message);
  }
}
