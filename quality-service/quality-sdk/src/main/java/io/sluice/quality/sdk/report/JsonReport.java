package io.sluice.quality.sdk.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.quality.check.Explanation;
import io.sluice.quality.check.ReportJson;
import io.sluice.quality.check.ResultFormat;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.sdk.check.Outcome;
import io.sluice.quality.sdk.check.Tally;
import io.sluice.quality.verdict.Decision;
import java.util.List;

/**
 * The report as JSON. One rule file gives the answer of {@code POST /checks}; several give {@code
 * decision}, {@code success} and {@code ruleSets}, each of which is such an answer with {@code
 * name}, {@code rules} and {@code data}, or has an {@code error} instead.
 */
public final class JsonReport {

  private JsonReport() {}

  /**
   * Writes it.
   *
   * @param many whether several rule files were asked for
   */
  public static String write(List<Outcome> outcomes, boolean many, ResultFormat format) {
    if (!many && outcomes.get(0) instanceof Outcome.Judged judged) {
      return ReportJson.write(judged.report(), judged.verdict(), format);
    }
    if (!many && outcomes.get(0) instanceof Outcome.Explained explained) {
      return tree(explained.plan()).toString();
    }
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    if (outcomes.stream().noneMatch(Outcome.Explained.class::isInstance)) {
      Decision decision = Tally.of(outcomes).decision();
      root.put("decision", decision == null ? null : decision.name());
      root.put(
          "success",
          outcomes.stream()
              .allMatch(
                  outcome ->
                      outcome instanceof Outcome.Judged judged && judged.report().success()));
    }
    ArrayNode sets = root.putArray("ruleSets");
    outcomes.forEach(outcome -> sets.add(tree(outcome, format)));
    return root.toString();
  }

  private static ObjectNode tree(Outcome outcome, ResultFormat format) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("name", outcome.name());
    tree.put("rules", outcome.file().toString());
    if (outcome instanceof Outcome.Judged judged) {
      tree.put("data", judged.data());
      tree.setAll(ReportJson.toTree(judged.report(), judged.verdict(), format));
    } else if (outcome instanceof Outcome.Explained explained) {
      tree.put("data", explained.data());
      tree.setAll(tree(explained.plan()));
    } else if (outcome instanceof Outcome.Unjudged unjudged) {
      tree.putNull("decision");
      tree.put("success", false);
      ObjectNode error = tree.putObject("error");
      error.put("message", unjudged.message());
      error.put("hint", unjudged.hint());
      if (!unjudged.faults().isEmpty()) {
        ArrayNode faults = error.putArray("faults");
        unjudged.faults().forEach(fault -> faults.add(tree(fault)));
      }
    }
    return tree;
  }

  private static ObjectNode tree(Explanation plan) {
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("scans", plan.scans()).put("groupBys", plan.groupBys());
    ArrayNode statements = tree.putArray("statements");
    for (Explanation.Statement statement : plan.statements()) {
      ObjectNode node = statements.addObject();
      node.put("kind", statement.kind().name()).put("text", statement.text());
      ArrayNode rules = node.putArray("rules");
      statement.ruleIds().forEach(rules::add);
    }
    ArrayNode notes = tree.putArray("notes");
    plan.notes().forEach(notes::add);
    return tree;
  }

  private static ObjectNode tree(Fault fault) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("line", fault.line())
        .put("column", fault.column())
        .put("pointer", fault.pointer())
        .put("message", fault.message())
        .put("hint", fault.hint());
  }
}
