package io.sluice.demo.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WarehouseTest {

  private static final LocalDate DAY_1 = LocalDate.of(2026, 3, 1);
  private static final LocalDate DAY_2 = LocalDate.of(2026, 3, 2);

  private static EmbeddedPostgres postgres;

  private Warehouse warehouse;

  @BeforeAll
  static void startPostgres() throws IOException {
    postgres = EmbeddedPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws IOException {
    postgres.close();
  }

  @BeforeEach
  void open() throws SQLException {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("drop table if exists sales, sales_report");
    }
    warehouse = Warehouse.open(postgres.getJdbcUrl("postgres", "postgres"), "postgres", "x");
  }

  @AfterEach
  void close() throws SQLException {
    warehouse.close();
  }

  private static List<Sale> sales(LocalDate day, int count) {
    List<Sale> sales = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sales.add(
          new Sale(
              "SO-" + day + "-" + i,
              day,
              i % 2 == 0 ? "North" : "Web",
              "books",
              null,
              1,
              i % 5 == 0 ? null : new BigDecimal("10.10"),
              i % 5 == 0 ? "cancelled" : "paid"));
    }
    return sales;
  }

  @Test
  void loadsADayTwiceWithoutDoublingIt() throws SQLException {
    warehouse.load(DAY_1, sales(DAY_1, 2500));
    warehouse.load(DAY_2, sales(DAY_2, 10));

    warehouse.load(DAY_1, sales(DAY_1, 2500));

    assertThat(warehouse.count(DAY_1)).isEqualTo(2500);
    assertThat(warehouse.count(DAY_2)).isEqualTo(10);
  }

  @Test
  void replacesADayByItsRepairedDelivery() throws SQLException {
    warehouse.load(DAY_1, sales(DAY_1, 20));

    warehouse.load(DAY_1, sales(DAY_1, 7));

    assertThat(warehouse.count(DAY_1)).isEqualTo(7);
  }

  @Test
  void keepsTheOldDayWhenALoadFailsHalfWay() throws SQLException {
    warehouse.load(DAY_1, sales(DAY_1, 20));
    List<Sale> twice = new ArrayList<>(sales(DAY_1, 1500));
    twice.add(twice.get(0));

    assertThatThrownBy(() -> warehouse.load(DAY_1, twice)).isInstanceOf(SQLException.class);

    assertThat(warehouse.count(DAY_1)).isEqualTo(20);
  }

  @Test
  void knowsTheLatestDay() throws SQLException {
    assertThat(warehouse.latestBatch()).isEmpty();

    warehouse.load(DAY_2, sales(DAY_2, 1));
    warehouse.load(DAY_1, sales(DAY_1, 1));

    assertThat(warehouse.latestBatch()).contains(DAY_2);
  }

  @Test
  void reportsWhatWasSoldByDayAndStore() throws SQLException {
    warehouse.load(DAY_1, sales(DAY_1, 10));

    List<ReportRow> report = warehouse.report(DAY_1, DAY_2);

    assertThat(report)
        .containsExactly(
            new ReportRow(DAY_1, "North", 4, new BigDecimal("40.40")),
            new ReportRow(DAY_1, "Web", 4, new BigDecimal("40.40")));
  }

  @Test
  void publishesAReportAgainInPlaceOfTheOld() throws SQLException {
    warehouse.load(DAY_1, sales(DAY_1, 10));
    warehouse.publish(DAY_1, DAY_1, warehouse.report(DAY_1, DAY_1));

    warehouse.publish(DAY_1, DAY_1, warehouse.report(DAY_1, DAY_1));

    assertThat(warehouse.published(DAY_1, DAY_1)).isEqualTo(warehouse.report(DAY_1, DAY_1));
  }
}
