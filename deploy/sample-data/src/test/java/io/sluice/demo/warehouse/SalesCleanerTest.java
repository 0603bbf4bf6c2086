package io.sluice.demo.warehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.demo.shop.DateStyle;
import io.sluice.demo.shop.Delivery;
import io.sluice.demo.shop.SaleLine;
import io.sluice.demo.shop.ShopGenerator;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SalesCleanerTest {

  @TempDir Path directory;

  private static SaleLine line(String orderedOn, String store, String revenue) {
    return new SaleLine(
        "SO-20261209-000001",
        orderedOn,
        store,
        "books",
        "",
        "2",
        "9.99",
        "0.00",
        revenue,
        "cancelled",
        "a \"note\",\nin two lines");
  }

  private List<Sale> clean(List<SaleLine> lines) throws Exception {
    String csv =
        lines.stream()
            .map(SaleLine::csv)
            .collect(Collectors.joining("\n", SaleLine.HEADING + "\n", "\n"));
    return SalesCleaner.clean(Files.writeString(directory.resolve("it's.csv"), csv));
  }

  @ParameterizedTest
  @EnumSource(DateStyle.class)
  void readsEveryStyleOfDate(DateStyle style) throws Exception {
    // Day and month differ and could be swapped: a reader that guesses the order would be found
    // out.
    for (LocalDate date : List.of(LocalDate.of(2026, 12, 9), LocalDate.of(2026, 3, 31))) {
      List<Sale> sales = clean(List.of(line(style.write(date), "Web", "19.98")));

      assertThat(sales.get(0).orderedOn()).isEqualTo(date);
    }
  }

  @Test
  void givesStoresOneSpellingAndEmptyFieldsNull() throws Exception {
    Sale sale = clean(List.of(line("2026-12-09", "  zürich ", ""))).get(0);

    assertThat(sale.store()).isEqualTo("Zürich");
    assertThat(sale.customerEmail()).isNull();
    assertThat(sale.revenue()).isNull();
  }

  @Test
  void keepsAmountsToTheCent() throws Exception {
    Sale sale = clean(List.of(line("2026-12-09", "Web", "12345678.90"))).get(0);

    assertThat(sale.revenue()).isEqualTo(new BigDecimal("12345678.90"));
  }

  @Test
  void refusesADateInNoKnownFormat() {
    assertThatThrownBy(() -> clean(List.of(line("9.12.26", "Web", "1.00"))))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("SO-20261209-000001")
        .hasMessageContaining("no known format");
  }

  @Test
  void cleansAWholeGeneratedDay() throws Exception {
    LocalDate day = LocalDate.of(2026, 3, 1);

    List<Sale> sales = clean(new ShopGenerator(42, 1200).deliver(day, Delivery.CLEAN));

    assertThat(sales).hasSize(1200).allMatch(sale -> sale.orderedOn().equals(day));
    assertThat(sales.stream().map(Sale::store).distinct())
        .containsExactlyInAnyOrderElementsOf(ShopGenerator.STORES);
  }
}
