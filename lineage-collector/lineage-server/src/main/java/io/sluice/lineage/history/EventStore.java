package io.sluice.lineage.history;

import com.fasterxml.jackson.databind.util.RawValue;
import io.sluice.lineage.log.EventBody;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The events as they are kept. */
@Singleton
public class EventStore {

  static final long MAX_PAGE_BYTES = 4L << 20;

  private static final Instant EVER = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant ALWAYS = Instant.parse("9999-12-31T23:59:59Z");

  private final DataSource database;

  EventStore(DataSource database) {
    this.database = database;
  }

  /**
   * The events between two times, in order of event time, as text; the count stops at 10,000. A
   * page ends before its limit once it has {@value #MAX_PAGE_BYTES} bytes, yet holds one event at
   * the least: the offset of the next page is this one's and the number of events that were given.
   */
  public Listing<RawValue> events(
      @Nullable Instant after, @Nullable Instant before, boolean ascending, Page page)
      throws SQLException {
    String where = " from event where order_time >= ? and order_time < ?";
    String order = ascending ? "asc" : "desc";
    Instant from = after == null ? EVER : after;
    Instant until = before == null ? ALWAYS : before;
    try (Connection connection = database.getConnection()) {
      return new Listing<>(
          Sql.query(
              connection,
              row ->
                  new RawValue(
                      new EventBody(row.getShort(1), row.getInt(2), row.getBytes(3)).string()),
              ("select encoding, size, body from (select *, sum(size)"
                      + " over (order by order_time %1$s, position %1$s) - size"
                      + " as bytes_before from (select encoding, size, body, order_time, position"
                      + where
                      + " order by order_time %1$s, position %1$s limit ? offset ?) as wanted)"
                      + " as counted where bytes_before < ?"
                      + " order by order_time %1$s, position %1$s")
                  .formatted(order),
              from,
              until,
              page.limit(),
              page.offset(),
              MAX_PAGE_BYTES),
          Sql.count(
              connection,
              "select count(*) from (select 1" + where + " limit 10000) as counted",
              from,
              until));
    }
  }
}
