package io.sluice.bench.sales;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rule sets about sales, as their authors would write them. */
public final class RuleTexts {

  private static final List<String> KEYS =
      List.of(
          "order_id",
          "customer_id, placed_at",
          "customer_id, order_id",
          "email, placed_at",
          "customer_id, shipped_on",
          "placed_at, amount",
          "order_id, status",
          "country, placed_at",
          "customer_id, amount",
          "placed_at");

  private static final List<String> COUNTRIES =
      List.of("DE", "FR", "GB", "US", "ES", "IT", "NL", "PL", "SE", "AT");

  private RuleTexts() {}

  /** The 30 rules, all met. */
  public static String thirty() {
    return Resource.text("rules30.yaml");
  }

  /** The same, of which ten of rows fail: they demand that every row complies. */
  public static String thirtyWithTenFailing() {
    StringBuilder text = new StringBuilder();
    int left = 10;
    for (String line : thirty().split("\n", -1)) {
      boolean strict =
          left > 0 && line.matches(".*id: r(0[5-9]|1[0235678]).*, mostly: 0\\.\\d+}.*");
      text.append(strict ? line.replaceFirst(", mostly: 0\\.\\d+", "") : line).append('\n');
      left -= strict ? 1 : 0;
    }
    return text.toString();
  }

  /**
   * 300 rules in the proportions of the thirty, no two of which ask for the same figures, but those
   * of uniqueness: they take ten keys, each of them twice.
   */
  public static String threeHundred() {
    List<String> rules = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      rules.addAll(rows(i, COUNTRIES.get(i)));
      rules.addAll(aggregates(COUNTRIES.get(i)));
      rules.add(unique(KEYS.get(i), 0));
      rules.add(unique(KEYS.get(i), 0.01));
    }
    return "ruleset: sales-300\nrules:\n" + String.join("\n", rules) + "\n";
  }

  private static List<String> rows(int i, String country) {
    String where = ", where: \"country == '" + country + "'\"";
    String month = String.format(Locale.ROOT, "2025-%02d", i + 1);
    return List.of(
        rule("expect_column_values_to_not_be_null", "column: order_id", where),
        rule("expect_column_values_to_not_be_null", "column: amount", where),
        rule("expect_column_values_to_not_be_null", "column: email", where),
        rule("expect_column_values_to_not_be_null", "column: note", where),
        between("amount", i, 10_000 - i),
        between("quantity", 1, 11 + i),
        between("discount", 0, 0.4 + i / 100.0),
        between("placed_at", "\"" + month + "-01 00:00:00\"", "\"2026-01-02 00:00:00\""),
        between("shipped_on", "\"" + month + "-01\"", "\"2026-01-02\""),
        rule(
            "expect_column_values_to_be_in_set",
            "column: status, value_set: [new, paid, shipped, delivered, s" + i + "]",
            ""),
        rule(
            "expect_column_values_to_be_in_set",
            "column: country, value_set: [DE, FR, GB, US, ES, IT, NL, PL, SE, AT, c" + i + "]",
            ""),
        rule(
            "expect_column_values_to_match_regex",
            "column: email, regex: '^[a-z]+[0-9]*" + i + "@[a-z.]+$'",
            ""),
        rule(
            "expect_column_values_to_match_regex",
            "column: country, regex: '^[A-Z]" + (char) ('A' + i) + "$'",
            ""),
        rule(
            "expect_column_value_lengths_to_be_between",
            "column: email, min_value: " + (8 + i) + ", max_value: 64",
            ""),
        rule(
            "expect_column_value_lengths_to_be_between",
            "column: note, min_value: 1, max_value: " + (20 + i),
            ""),
        rule(
            "expect_column_pair_values_a_to_be_greater_than_b",
            "column_A: order_id, column_B: customer_id",
            where),
        "  - {rows: \"amount >= quantity * " + (i + 1) + "\", mostly: 0}",
        "  - {rows: \"shipped_on >= date(placed_at)\"" + where + ", mostly: 0}",
        "  - {rows: \"shipped_on != null || quantity > " + i + "\", mostly: 0}",
        rule(
            "expect_column_values_to_be_between",
            "column: discount, min_value: 0, max_value: 0.3",
            where));
  }

  private static List<String> aggregates(String country) {
    String where = ", where: \"country == '" + country + "'\"";
    List<String> rules = new ArrayList<>();
    rules.add("  - {expect_table_row_count_to_be_between: {min_value: 1}" + where + "}");
    for (String what :
        List.of(
            "min: amount",
            "max: amount",
            "mean: amount",
            "sum: quantity",
            "max: quantity",
            "mean: discount",
            "min: customer_id")) {
      String[] parts = what.split(": ", -1);
      rules.add(
          "  - {expect_column_"
              + parts[0]
              + "_to_be_between: {column: "
              + parts[1]
              + ", min_value: -1000000}"
              + where
              + "}");
    }
    return rules;
  }

  private static String between(String column, Object least, Object most) {
    return rule(
        "expect_column_values_to_be_between",
        "column: " + column + ", min_value: " + least + ", max_value: " + most,
        "");
  }

  private static String rule(String name, String arguments, String rest) {
    return "  - {" + name + ": {" + arguments + ", mostly: 0}" + rest + "}";
  }

  private static String unique(String keys, double mostly) {
    return keys.contains(",")
        ? "  - {expect_compound_columns_to_be_unique: {column_list: ["
            + keys
            + "], mostly: "
            + mostly
            + "}}"
        : "  - {expect_column_values_to_be_unique: {column: " + keys + ", mostly: " + mostly + "}}";
  }

  /**
   * A rule set of that many rules of every kind over columns as {@link #columnTypes} names them.
   */
  public static String wide(int columns, int rules) {
    StringBuilder text = new StringBuilder("ruleset: wide\nrules:\n");
    for (int i = 0; i < rules; i++) {
      // A multiple of the kinds from the start of a group of five columns of all types.
      int group = 5 * (i % (columns / 5));
      text.append("  - {id: rule-").append(i).append(", ").append(kind(i, group)).append("}\n");
    }
    return text.toString();
  }

  private static String kind(int i, int group) {
    String whole = "c" + group;
    String text = "c" + (group + 1);
    String exact = "c" + (group + 2);
    String real = "c" + (group + 3);
    String time = "c" + (group + 4);
    return switch (i % 10) {
      case 0 -> "expect_column_values_to_not_be_null: {column: " + whole + "}";
      case 1 ->
          "expect_column_values_to_be_between: {column: "
              + exact
              + ", min_value: 0.5, max_value: 9}";
      case 2 ->
          "expect_column_values_to_match_regex: {column: "
              + text
              + ", regex: '^[a-z]{"
              + (i % 40)
              + "}$'}";
      case 3 ->
          "expect_column_values_to_be_in_set: {column: "
              + text
              + ", value_set: [a, b, c, d, e, f]}";
      case 4 -> "rows: \"" + exact + " * 2 + " + whole + " >= " + real + " - 0.25\"";
      case 5 ->
          "rows: \""
              + text
              + " =~ 'x.*' || lower("
              + text
              + ") == 'y'\", where: \""
              + whole
              + " > 7 && "
              + time
              + " != null\"";
      case 6 -> "expect_column_mean_to_be_between: {column: " + real + ", min_value: -1e9}";
      case 7 -> "assert: \"max('" + whole + "') >= min('" + whole + "') && row_count > 0\"";
      case 8 -> "expect_column_values_to_be_unique: {column: " + whole + "}";
      default ->
          "expect_column_value_lengths_to_be_between: {column: "
              + text
              + ", min_value: 1, max_value: 40}";
    };
  }

  /** The types of the columns {@code c0}, {@code c1} … of {@link #wide}, by turns. */
  public static List<String> columnTypes() {
    return List.of("integer", "string", "decimal(12,2)", "double", "timestamp");
  }
}
