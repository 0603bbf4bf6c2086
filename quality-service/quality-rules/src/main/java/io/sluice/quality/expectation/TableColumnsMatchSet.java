package io.sluice.quality.expectation;

import io.sluice.catalog.model.Column;
import io.sluice.quality.expectation.Description.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_table_columns_to_match_set}: in any order; unless {@code exact_match}, further
 * columns are allowed. No set is the empty set, as in GX.
 */
final class TableColumnsMatchSet implements Expectation {

  @Override
  public String name() {
    return "expect_table_columns_to_match_set";
  }

  @Override
  public Description description() {
    return Description.of(
        "The table has the columns of the set, in any order.",
        Description.NO_ROWS,
        Parameter.optional(
            "column_set",
            "list of names",
            null,
            "the names; left out or empty: none, which only exact_match: false allows"),
        Parameter.optional(
            "exact_match", "true or false", "true", "whether further columns are wrong"));
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Set<String> expected = Set.copyOf(arguments.namesOrNone("column_set"));
    boolean exact = arguments.truth("exact_match", true);
    return new Plan(Set.of(), evidence -> judge(evidence, expected, exact), null);
  }

  private static Outcome judge(Evidence evidence, Set<String> expected, boolean exact) {
    List<String> names = evidence.schema().columns().stream().map(Column::name).toList();
    List<String> observed = names.stream().sorted().toList();
    TreeSet<String> missing = new TreeSet<>(expected);
    missing.removeAll(names);
    TreeSet<String> unexpected = new TreeSet<>(names);
    unexpected.removeAll(expected);
    boolean met = missing.isEmpty() && (!exact || unexpected.isEmpty());
    Map<String, @Nullable Object> mismatched = new LinkedHashMap<>();
    if (!unexpected.isEmpty()) {
      mismatched.put("unexpected", List.copyOf(unexpected));
    }
    if (!missing.isEmpty()) {
      mismatched.put("missing", List.copyOf(missing));
    }
    return new Outcome(
        met,
        observed,
        null,
        mismatched.isEmpty() ? Map.of() : Map.of("mismatched", mismatched),
        null);
  }
}
