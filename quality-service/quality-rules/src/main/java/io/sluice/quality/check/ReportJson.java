package io.sluice.quality.check;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.rule.Fidelity;
import io.sluice.quality.verdict.GateVerdict;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.SkipReason;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of checks: reads requests, writes reports. */
public final class ReportJson {

  private ReportJson() {}

  /**
   * Reads a request to check rules against a source.
   *
   * @throws io.sluice.quality.rule.RuleSyntaxException with a pointer for each fault
   */
  public static CheckRequest readRequest(String json) {
    return RequestReading.read(json);
  }

  /** A report with its decision. */
  public static ObjectNode toTree(CheckReport report, GateVerdict verdict, ResultFormat format) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("decision", verdict.decision().name());
    tree.put("success", report.success());
    var results = tree.putArray("results");
    report.results().forEach(result -> results.add(toTree(result, format)));
    CheckStatistics statistics = report.statistics();
    tree.putObject("statistics")
        .put("rows", statistics.rows())
        .put("scans", statistics.scans())
        .put("groupBys", statistics.groupBys())
        .put("sampleReads", statistics.sampleReads())
        .put("rejectedRows", statistics.rejectedRows())
        .put("elapsedMs", statistics.elapsedMs())
        .put("engine", statistics.engine());
    return tree;
  }

  /** One result; {@code BOOLEAN_ONLY} leaves out every figure. */
  public static ObjectNode toTree(RuleResult result, ResultFormat format) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("id", result.id());
    tree.put("type", result.type());
    tree.put("status", result.status().name());
    tree.put("success", result.success());
    tree.put("severity", result.severity().name().toLowerCase(Locale.ROOT));
    putText(tree, "dimension", result.dimension());
    putText(tree, "description", result.description());
    if (!result.tags().isEmpty()) {
      tree.set("tags", JsonValues.of(result.tags()));
    }
    if (format != ResultFormat.BOOLEAN_ONLY) {
      putFigures(tree, result, format);
      FurtherFigures.put(tree, result);
    }
    Fidelity fidelity = result.fidelity();
    if (fidelity != null) {
      tree.putObject("fidelity")
          .put("level", fidelity.level().written())
          .put("note", fidelity.note());
    }
    tree.put("error", result.error());
    SkipReason skipped = result.skipReason();
    if (skipped != null) {
      tree.put("skipReason", skipped.name());
    }
    return tree;
  }

  private static void putFigures(ObjectNode tree, RuleResult result, ResultFormat format) {
    if (result.elementCount() == null) {
      tree.set("observedValue", JsonValues.of(result.observedValue()));
    } else {
      tree.put("elementCount", result.elementCount());
      putIfKnown(tree, "missingCount", result.missingCount());
      tree.put("unexpectedCount", result.unexpectedCount());
      tree.set("unexpectedPercent", JsonValues.of(result.unexpectedPercent()));
      tree.set("unexpectedList", JsonValues.of(result.unexpectedList()));
      tree.set("unexpectedIndexList", JsonValues.of(result.unexpectedIndexList()));
    }
    putIfKnown(tree, "whereUnknownCount", result.whereUnknownCount());
    ObjectNode details = JsonNodeFactory.instance.objectNode();
    result.details().forEach((name, value) -> details.set(name, JsonValues.of(value)));
    if (format != ResultFormat.BASIC && !result.unexpectedList().isEmpty()) {
      details.set("partialUnexpectedCounts", JsonValues.counts(result.unexpectedList()));
    }
    tree.set("details", details);
  }

  private static void putIfKnown(ObjectNode tree, String name, @Nullable Long value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  private static void putText(ObjectNode tree, String name, @Nullable String value) {
    if (value != null) {
      tree.put(name, value);
    }
  }

  /** A report with its decision, as text. */
  public static String write(CheckReport report, GateVerdict verdict, ResultFormat format) {
    return toTree(report, verdict, format).toString();
  }
}
