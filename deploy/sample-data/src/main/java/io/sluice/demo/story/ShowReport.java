package io.sluice.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.warehouse.ReportRow;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Shows what came out, and where the lineage says it comes from. */
final class ShowReport implements Step {

  @Override
  public String title() {
    return "The report, and where it comes from";
  }

  @Override
  public void run(Stage stage) throws Exception {
    LocalDate from = stage.day(1);
    List<ReportRow> rows = stage.warehouse().published(from, stage.badDay());
    Map<String, BigDecimal> totals = new TreeMap<>();
    rows.forEach(row -> totals.merge(row.store(), row.revenue(), BigDecimal::add));
    double most = totals.values().stream().mapToDouble(BigDecimal::doubleValue).max().orElse(0);
    stage.narrator().say("Revenue by store, " + from + " to " + stage.badDay() + ":");
    totals.forEach(
        (store, revenue) ->
            stage
                .narrator()
                .bar(
                    store,
                    revenue.doubleValue(),
                    most,
                    String.format(Locale.ROOT, "%,.2f", revenue)));
    StoryFailure.unless(
        totals.size() >= 5, "the report should have every store, not " + totals.keySet());
    verifyLineage(stage);
  }

  private static void verifyLineage(Stage stage) throws Exception {
    LineageDataset report = stage.datasets().report();
    ObjectNode question = new ObjectMapper().createObjectNode().put("direction", "UPSTREAM");
    question
        .putArray("datasets")
        .addObject()
        .put("namespace", report.namespace())
        .put("name", report.name());
    JsonNode answer = stage.runner().post("/api/lineage/v1/closures", question);
    Set<String> upstream = new HashSet<>();
    for (JsonNode closure : answer.path("closures")) {
      for (JsonNode reached : closure.path("reached")) {
        upstream.add(reached.path("dataset").path("name").asText());
      }
    }
    Set<String> expected =
        Set.of(
            stage.datasets().sales().name(),
            stage.datasets().landed().name(),
            stage.datasets().outbox().name());
    StoryFailure.unless(
        upstream.containsAll(expected),
        "upstream of the report should be " + expected + ", lineage says " + answer);
    stage
        .narrator()
        .verified(
            "lineage: "
                + stage.datasets().outbox().name()
                + " → land_sales → "
                + stage.datasets().landed().name()
                + " → load_sales → "
                + stage.datasets().sales().name()
                + " → build_sales_report → "
                + report.name());
  }
}
