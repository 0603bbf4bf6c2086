package io.sluice.demo.pipeline;

import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.lineage.LineageDataset.Field;
import java.net.URI;
import java.util.List;

/**
 * The datasets of the story under the names that OpenLineage gives files and PostgreSQL tables.
 *
 * @param warehouseNamespace {@code postgres://host:port}
 * @param warehouseDatabase the database that the tables are in
 */
public record Datasets(String warehouseNamespace, String warehouseDatabase) {

  private static final String FILE = "file";
  private static final String PLATFORM_WAREHOUSE = "postgres://sluice-warehouse:5432";

  private static final List<Field> DELIVERY =
      List.of(
          new Field("order_id", "string"),
          new Field("ordered_on", "string"),
          new Field("store", "string"),
          new Field("category", "string"),
          new Field("customer_email", "string"),
          new Field("quantity", "integer"),
          new Field("list_price", "double"),
          new Field("discount", "double"),
          new Field("revenue", "double"),
          new Field("status", "string"),
          new Field("note", "string"));

  /**
   * The names in the platform's own warehouse. Its port differs between machines and after a
   * restore, and lineage must not break where it does, so it goes by a name that stays.
   */
  public static Datasets ofPlatform(String warehouseJdbcUrl) {
    return new Datasets(PLATFORM_WAREHOUSE, of(warehouseJdbcUrl).warehouseDatabase());
  }

  /** The names that follow from the JDBC URL of a warehouse that has an address of its own. */
  public static Datasets of(String warehouseJdbcUrl) {
    URI uri = URI.create(warehouseJdbcUrl.substring("jdbc:".length()));
    int port = uri.getPort() < 0 ? 5432 : uri.getPort();
    return new Datasets(
        "postgres://" + uri.getHost() + ":" + port, uri.getPath().replaceFirst("^/", ""));
  }

  /** What the shop puts out every night. */
  public LineageDataset outbox() {
    return new LineageDataset(FILE, "shop/outbox", DELIVERY);
  }

  /** The raw files where they land, one a day. */
  public LineageDataset landed() {
    return new LineageDataset(FILE, "sales/daily", DELIVERY);
  }

  /** The warehouse's table of sales. */
  public LineageDataset sales() {
    return table(
        "sales",
        List.of(
            new Field("order_id", "string"),
            new Field("batch", "date"),
            new Field("ordered_on", "date"),
            new Field("store", "string"),
            new Field("category", "string"),
            new Field("customer_email", "string"),
            new Field("quantity", "integer"),
            new Field("revenue", "decimal(12,2)"),
            new Field("status", "string")));
  }

  /** The published report. */
  public LineageDataset report() {
    return table(
        "sales_report",
        List.of(
            new Field("day", "date"),
            new Field("store", "string"),
            new Field("orders", "integer"),
            new Field("revenue", "decimal(14,2)")));
  }

  /** A file of public data. */
  public LineageDataset reference(String file, List<Field> fields) {
    return new LineageDataset(FILE, "reference/" + file, fields);
  }

  /** A table of the warehouse. */
  public LineageDataset table(String name, List<Field> fields) {
    return new LineageDataset(warehouseNamespace, warehouseDatabase + ".public." + name, fields);
  }
}
