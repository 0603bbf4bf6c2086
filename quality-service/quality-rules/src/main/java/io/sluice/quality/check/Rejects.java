package io.sluice.quality.check;

import io.sluice.quality.engine.Session.RejectedRow;
import io.sluice.quality.metric.SampleRow;
import io.sluice.quality.rule.Severity;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The extra result of a source with rows that could not be read: every figure leaves them out. */
final class Rejects {

  private static final String ID = "source_readable";

  private Rejects() {}

  static RuleResult result(long count, List<RejectedRow> rows) {
    List<Object> listed = new ArrayList<>();
    for (RejectedRow row : rows) {
      Map<String, Object> entry = new LinkedHashMap<>();
      entry.put("file", row.file());
      entry.put("line", row.line());
      entry.put("reason", SampleRow.shortened(row.reason(), SampleRow.LONGEST_VALUE));
      listed.add(entry);
    }
    String first =
        rows.isEmpty()
            ? ""
            // Without its reason, which quotes the data: errors become reasons that anyone reads.
            : "; the first: " + rows.get(0).file() + " line " + rows.get(0).line();
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("rejectedRows", count);
    details.put("rejected", listed);
    return new RuleResult(
        ID,
        ID,
        Status.ERRORED,
        Severity.CRITICAL,
        null,
        List.of(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        List.of(),
        List.of(),
        details,
        count + (count == 1 ? " row" : " rows") + " could not be read" + first,
        null);
  }
}
