package io.sluice.demo.warehouse;

import java.sql.Connection;
import java.sql.Date;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** The tables of the sales warehouse; every write is one transaction that replaces its batch. */
public final class Warehouse implements AutoCloseable {

  private static final String TABLES =
      """
      create table if not exists sales (
        order_id text primary key,
        batch date not null,
        ordered_on date not null,
        store text not null,
        category text not null,
        customer_email text,
        quantity integer not null,
        revenue numeric(12, 2),
        status text not null
      );
      create index if not exists sales_batch on sales (batch);
      create table if not exists sales_report (
        day date not null,
        store text not null,
        orders bigint not null,
        revenue numeric(14, 2) not null,
        primary key (day, store)
      );
      """;

  private static final int ROWS_PER_TRIP = 1000;

  private final Connection connection;

  private Warehouse(Connection connection) {
    this.connection = connection;
  }

  /** Opens the warehouse and makes its tables if they are missing. */
  public static Warehouse open(String url, String user, String password) throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("reWriteBatchedInserts", "true");
    properties.setProperty("ApplicationName", "sluice-demo");
    Connection connection = DriverManager.getConnection(url, properties);
    Warehouse warehouse = new Warehouse(connection);
    try {
      warehouse.inTransaction(
          () -> {
            try (Statement statement = connection.createStatement()) {
              statement.execute(TABLES);
            }
          });
    } catch (SQLException | RuntimeException failure) {
      connection.close();
      throw failure;
    }
    return warehouse;
  }

  /** Replaces the sales of a batch. */
  public void load(LocalDate batch, List<Sale> sales) throws SQLException {
    inTransaction(
        () -> {
          delete("delete from sales where batch = ?", batch, batch, false);
          insertSales(batch, sales);
        });
  }

  /** The report over the days up to and with the given one, from what is loaded. */
  public List<ReportRow> report(LocalDate from, LocalDate to) throws SQLException {
    String sql =
        """
        select batch, store, count(*) as orders, coalesce(sum(revenue), 0) as revenue
        from sales
        where batch between ? and ? and status in ('paid', 'shipped')
        group by batch, store
        order by batch, store
        """;
    return rows(sql, from, to);
  }

  /** Replaces the published report of those days. */
  public void publish(LocalDate from, LocalDate to, List<ReportRow> report) throws SQLException {
    inTransaction(
        () -> {
          delete("delete from sales_report where day between ? and ?", from, to, true);
          insertReport(report);
        });
  }

  /** The published report of those days. */
  public List<ReportRow> published(LocalDate from, LocalDate to) throws SQLException {
    return rows(
        "select day, store, orders, revenue from sales_report where day between ? and ?"
            + " order by day, store",
        from,
        to);
  }

  /** How many sales a batch has. */
  public long count(LocalDate batch) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("select count(*) from sales where batch = ?")) {
      query.setDate(1, Date.valueOf(batch));
      try (ResultSet row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  /** The latest batch that is loaded. */
  public Optional<LocalDate> latestBatch() throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("select max(batch) from sales")) {
      row.next();
      return Optional.ofNullable(row.getDate(1)).map(Date::toLocalDate);
    }
  }

  /**
   * Replaces a small table by rows that a query on files gave; every column is text but numbers.
   */
  public void replaceTable(ReferenceTable table) throws SQLException {
    inTransaction(
        () -> {
          try (Statement statement = connection.createStatement()) {
            statement.execute(table.createSql());
            statement.execute("delete from " + table.name());
          }
          try (PreparedStatement insert = connection.prepareStatement(table.insertSql())) {
            int waiting = 0;
            for (List<Object> row : table.rows()) {
              for (int i = 0; i < row.size(); i++) {
                insert.setObject(i + 1, row.get(i) == ReferenceTable.NULL ? null : row.get(i));
              }
              insert.addBatch();
              if (++waiting % ROWS_PER_TRIP == 0) {
                insert.executeBatch();
              }
            }
            insert.executeBatch();
          }
        });
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }

  private List<ReportRow> rows(String sql, LocalDate from, LocalDate to) throws SQLException {
    List<ReportRow> rows = new ArrayList<>();
    try (PreparedStatement query = connection.prepareStatement(sql)) {
      query.setDate(1, Date.valueOf(from));
      query.setDate(2, Date.valueOf(to));
      try (ResultSet row = query.executeQuery()) {
        while (row.next()) {
          rows.add(
              new ReportRow(
                  row.getDate(1).toLocalDate(),
                  row.getString(2),
                  row.getLong(3),
                  row.getBigDecimal(4)));
        }
      }
    }
    return rows;
  }

  private void delete(String sql, LocalDate from, LocalDate to, boolean range) throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(sql)) {
      delete.setDate(1, Date.valueOf(from));
      if (range) {
        delete.setDate(2, Date.valueOf(to));
      }
      delete.executeUpdate();
    }
  }

  private void insertSales(LocalDate batch, List<Sale> sales) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into sales values (?, ?, ?, ?, ?, ?, ?, ?, ?)")) {
      int waiting = 0;
      for (Sale sale : sales) {
        insert.setString(1, sale.orderId());
        insert.setDate(2, Date.valueOf(batch));
        insert.setDate(3, Date.valueOf(sale.orderedOn()));
        insert.setString(4, sale.store());
        insert.setString(5, sale.category());
        insert.setString(6, sale.customerEmail());
        insert.setInt(7, sale.quantity());
        insert.setBigDecimal(8, sale.revenue());
        insert.setString(9, sale.status());
        insert.addBatch();
        if (++waiting % ROWS_PER_TRIP == 0) {
          insert.executeBatch();
        }
      }
      insert.executeBatch();
    }
  }

  private void insertReport(List<ReportRow> report) throws SQLException {
    try (PreparedStatement insert =
        connection.prepareStatement("insert into sales_report values (?, ?, ?, ?)")) {
      for (ReportRow row : report) {
        insert.setDate(1, Date.valueOf(row.day()));
        insert.setString(2, row.store());
        insert.setLong(3, row.orders());
        insert.setBigDecimal(4, row.revenue());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private interface Work {
    void run() throws SQLException;
  }

  private void inTransaction(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | RuntimeException failure) {
      connection.rollback();
      throw failure;
    } finally {
      connection.setAutoCommit(true);
    }
  }
}
