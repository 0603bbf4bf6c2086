package io.sluice.demo.shop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ShopGeneratorTest {

  private static final LocalDate DAY = LocalDate.of(2026, 3, 2);
  private static final int ROWS = 1200;

  private final ShopGenerator shop = new ShopGenerator(42, ROWS);

  @Test
  void makesTheSameDeliveryFromTheSameSeed() {
    List<SaleLine> again = new ShopGenerator(42, ROWS).deliver(DAY, Delivery.FAULTY);

    assertThat(shop.deliver(DAY, Delivery.FAULTY)).isEqualTo(again);
    assertThat(again.get(0).csv())
        .as("the line that the README shows")
        .isEqualTo(
            "SO-20260302-000001,2 March 2026,east,garden,customer2287@example.org,11,32.70,0.00,"
                + "359.70,paid,");
  }

  @Test
  void makesOtherDeliveriesFromOtherSeedsAndDays() {
    List<SaleLine> lines = shop.deliver(DAY, Delivery.CLEAN);

    assertThat(new ShopGenerator(43, ROWS).deliver(DAY, Delivery.CLEAN)).isNotEqualTo(lines);
    assertThat(shop.deliver(DAY.plusDays(1), Delivery.CLEAN)).isNotEqualTo(lines);
  }

  @Test
  void cleanDayHasNoForbiddenFault() {
    List<SaleLine> lines = shop.deliver(DAY, Delivery.CLEAN);

    assertThat(lines).hasSize(ROWS);
    assertThat(lines.stream().map(SaleLine::orderId).distinct()).hasSize(ROWS);
    assertThat(lines).noneMatch(line -> line.revenue().startsWith("-"));
    assertThat(lines)
        .filteredOn(line -> line.revenue().isEmpty())
        .allMatch(line -> line.status().equals("cancelled"));
  }

  @Test
  void cleanDayIsStillMessy() {
    List<SaleLine> lines = shop.deliver(DAY, Delivery.CLEAN);

    Set<String> dates = lines.stream().map(SaleLine::orderedOn).collect(Collectors.toSet());
    assertThat(dates)
        .containsExactlyInAnyOrder(
            "2026-03-02", "02/03/2026", "Mar 2 2026", "2 March 2026", "20260302");
    assertThat(lines).anyMatch(line -> line.store().startsWith(" "));
    assertThat(lines).anyMatch(line -> line.store().equals("WEB"));
    assertThat(lines).anyMatch(line -> line.customerEmail().isEmpty());
    assertThat(lines).anyMatch(line -> line.note().contains("\n"));
  }

  @Test
  void faultyDayHasExactlyTheDocumentedFaults() {
    List<SaleLine> clean = shop.deliver(DAY, Delivery.CLEAN);
    List<SaleLine> faulty = shop.deliver(DAY, Delivery.FAULTY);

    Map<String, SaleLine> cleanById = new HashMap<>();
    clean.forEach(line -> cleanById.put(line.orderId(), line));
    Set<String> seen = new HashSet<>();
    int duplicates = 0;
    int missing = 0;
    int negative = 0;
    for (SaleLine line : faulty) {
      SaleLine original = cleanById.get(line.orderId());
      if (!seen.add(line.orderId())) {
        duplicates++;
        assertThat(line).isEqualTo(original);
      } else if (line.revenue().isEmpty() && !original.revenue().isEmpty()) {
        missing++;
      } else if (line.revenue().startsWith("-")) {
        negative++;
        assertThat(line).isEqualTo(original.withRevenue("-" + original.revenue()));
      } else {
        assertThat(line).isEqualTo(original);
      }
    }
    assertThat(new FaultPlan(duplicates, missing, negative)).isEqualTo(new FaultPlan(24, 30, 12));
    assertThat(FaultPlan.of(ROWS)).isEqualTo(new FaultPlan(24, 30, 12));
  }
}
