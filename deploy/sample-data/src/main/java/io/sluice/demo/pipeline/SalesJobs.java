package io.sluice.demo.pipeline;

import io.sluice.demo.lineage.ColumnOrigin;
import io.sluice.demo.lineage.JobSpec;
import io.sluice.demo.lineage.LineageDataset;
import java.util.List;

/** The jobs of the sales pipeline, as lineage sees them. */
final class SalesJobs {

  private static final String IDENTITY = "IDENTITY";
  private static final String TRANSFORMATION = "TRANSFORMATION";
  private static final String AGGREGATION = "AGGREGATION";

  private SalesJobs() {}

  static JobSpec daily() {
    return new JobSpec(
        "daily_sales", "The day's run: land, load, report", List.of(), List.of(), List.of());
  }

  static JobSpec land(Datasets datasets) {
    LineageDataset from = datasets.outbox();
    return new JobSpec(
        "land_sales",
        "Takes the night's delivery as it is",
        List.of(from),
        List.of(datasets.landed()),
        from.fields().stream()
            .map(field -> ColumnOrigin.of(field.name(), from, field.name(), IDENTITY))
            .toList());
  }

  static JobSpec load(Datasets datasets) {
    LineageDataset from = datasets.landed();
    return new JobSpec(
        "load_sales",
        "Cleans a day's delivery and replaces that day in the warehouse",
        List.of(from),
        List.of(datasets.sales()),
        List.of(
            ColumnOrigin.of("order_id", from, "order_id", IDENTITY),
            ColumnOrigin.of("ordered_on", from, "ordered_on", TRANSFORMATION),
            ColumnOrigin.of("store", from, "store", TRANSFORMATION),
            ColumnOrigin.of("category", from, "category", TRANSFORMATION),
            ColumnOrigin.of("customer_email", from, "customer_email", TRANSFORMATION),
            ColumnOrigin.of("quantity", from, "quantity", TRANSFORMATION),
            ColumnOrigin.of("revenue", from, "revenue", TRANSFORMATION),
            ColumnOrigin.of("status", from, "status", TRANSFORMATION)));
  }

  static JobSpec report(Datasets datasets) {
    LineageDataset from = datasets.sales();
    return new JobSpec(
        "build_sales_report",
        "Sums up orders and revenue by day and store",
        List.of(from),
        List.of(datasets.report()),
        List.of(
            ColumnOrigin.of("day", from, "batch", IDENTITY),
            ColumnOrigin.of("store", from, "store", IDENTITY),
            ColumnOrigin.of("orders", from, "order_id", AGGREGATION),
            ColumnOrigin.of("revenue", from, "revenue", AGGREGATION)));
  }
}
