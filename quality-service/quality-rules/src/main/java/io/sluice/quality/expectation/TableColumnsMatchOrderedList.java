package io.sluice.quality.expectation;

import io.sluice.catalog.model.Column;
import io.sluice.quality.expectation.Description.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code expect_table_columns_to_match_ordered_list}: names and order, nothing else. */
final class TableColumnsMatchOrderedList implements Expectation {

  @Override
  public String name() {
    return "expect_table_columns_to_match_ordered_list";
  }

  @Override
  public Description description() {
    return Description.of(
        "The table has exactly these columns, in this order.",
        Description.NO_ROWS,
        Parameter.optional(
            "column_list", "list of names", null, "the names in order; left out: always met"));
  }

  @Override
  public boolean takesWhere() {
    return false;
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    List<String> expected =
        arguments.has("column_list") ? arguments.namesOrNone("column_list") : null;
    return new Plan(
        Set.of(),
        evidence -> {
          List<String> found = evidence.schema().columns().stream().map(Column::name).toList();
          boolean met = expected == null || expected.equals(found);
          Map<String, @Nullable Object> details =
              expected == null || met
                  ? Map.of()
                  : Map.of("mismatched", mismatched(expected, found));
          return new Outcome(met, found, null, details, null);
        },
        null);
  }

  /** Where the two lists differ, with places from 0, in GX's words. */
  private static List<Map<String, @Nullable Object>> mismatched(
      List<String> expected, List<String> found) {
    List<Map<String, @Nullable Object>> differences = new ArrayList<>();
    for (int i = 0; i < Math.max(expected.size(), found.size()); i++) {
      String wanted = i < expected.size() ? expected.get(i) : null;
      String is = i < found.size() ? found.get(i) : null;
      if (wanted == null || !wanted.equals(is)) {
        Map<String, @Nullable Object> difference = new LinkedHashMap<>();
        difference.put("Expected Column Position", (long) i);
        difference.put("Expected", wanted);
        difference.put("Found", is);
        differences.add(difference);
      }
    }
    return differences;
  }
}
