package io.sluice.demo.warehouse;

import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * One line of the daily report.
 *
 * @param day the day
 * @param store the store
 * @param orders how many orders were not cancelled
 * @param revenue what they brought
 */
public record ReportRow(LocalDate day, String store, long orders, BigDecimal revenue) {

  /** The heading of a report as CSV. */
  public static final String HEADING = "day,store,orders,revenue";

  /** The line as CSV; stores hold neither commas nor quotes once they are cleaned. */
  public String csv() {
    return day + "," + store + "," + orders + "," + revenue.toPlainString();
  }
}
