package io.sluice.demo.shop;

/**
 * One line of a delivery, each field as the shop writes it.
 *
 * @param orderId the order's number, {@code SO-yyyymmdd-nnnnnn}
 * @param orderedOn the day in one of the styles of {@link DateStyle}
 * @param store the store, with stray blanks and capitals
 * @param category the kind of goods
 * @param customerEmail the customer, often left out
 * @param quantity pieces
 * @param listPrice the price of a piece
 * @param discount what was taken off in all
 * @param revenue quantity times list price less discount; left out for some cancelled orders
 * @param status paid, shipped, returned or cancelled
 * @param note free text
 */
public record SaleLine(
    String orderId,
    String orderedOn,
    String store,
    String category,
    String customerEmail,
    String quantity,
    String listPrice,
    String discount,
    String revenue,
    String status,
    String note) {

  /** The heading of a delivery. */
  public static final String HEADING =
      "order_id,ordered_on,store,category,customer_email,quantity,list_price,discount,revenue,"
          + "status,note";

  /** The line as CSV. */
  public String csv() {
    return String.join(
        ",",
        quoted(orderId),
        quoted(orderedOn),
        quoted(store),
        quoted(category),
        quoted(customerEmail),
        quantity,
        listPrice,
        discount,
        revenue,
        status,
        quoted(note));
  }

  /** The same line with another revenue. */
  public SaleLine withRevenue(String newRevenue) {
    return new SaleLine(
        orderId,
        orderedOn,
        store,
        category,
        customerEmail,
        quantity,
        listPrice,
        discount,
        newRevenue,
        status,
        note);
  }

  private static String quoted(String field) {
    boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
  }
}
