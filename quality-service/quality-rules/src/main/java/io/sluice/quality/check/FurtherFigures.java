package io.sluice.quality.check;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.UnexpectedRows;
import io.sluice.quality.verdict.UnexpectedRows.ValueCount;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes what Great Expectations reports about rows beyond the fixed fields. */
final class FurtherFigures {

  private FurtherFigures() {}

  static void put(ObjectNode tree, RuleResult result) {
    UnexpectedRows rows = result.rows();
    if (rows == null) {
      return;
    }
    if (rows.ofMissing()) {
      tree.set("missingPercent", JsonValues.of(rows.missingPercent()));
      tree.set("unexpectedPercentTotal", JsonValues.of(rows.percentTotal()));
      tree.set("unexpectedPercentNonmissing", JsonValues.of(rows.percentNonmissing()));
    }
    putIfAsked(tree, "partialUnexpectedList", rows.partial());
    if (!rows.indexColumns().isEmpty()) {
      tree.set("unexpectedIndexColumnNames", JsonValues.of(rows.indexColumns()));
    }
    List<ValueCount> counts = rows.partialCounts();
    if (counts != null) {
      tree.set(
          "partialUnexpectedCounts",
          JsonValues.of(counts.stream().map(FurtherFigures::of).toList()));
    }
    putIfAsked(tree, "partialUnexpectedIndexList", rows.partialIndexes());
    // Named rows stand in the place of row numbers, as in GX.
    putIfAsked(tree, "unexpectedIndexList", rows.indexes());
    if (rows.indexQuery() != null) {
      tree.put("unexpectedIndexQuery", rows.indexQuery());
    }
    putIfAsked(tree, "unexpectedRows", rows.rows());
  }

  private static Map<String, @Nullable Object> of(ValueCount counted) {
    Map<String, @Nullable Object> entry = new LinkedHashMap<>();
    entry.put("value", counted.value());
    entry.put("count", counted.count());
    return entry;
  }

  private static void putIfAsked(
      ObjectNode tree, String name, @Nullable List<@Nullable Object> values) {
    if (values != null) {
      tree.set(name, JsonValues.of(values));
    }
  }
}
