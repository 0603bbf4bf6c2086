package io.sluice.demo.shop;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** Makes a day's delivery; the same seed, day, size and kind make the same delivery anywhere. */
public final class ShopGenerator {

  /** The stores, as the warehouse knows them. */
  public static final List<String> STORES =
      List.of("North", "South", "East", "West", "Web", "Zürich");

  /** The kinds of goods. */
  public static final List<String> CATEGORIES =
      List.of("books", "garden", "kitchen", "toys", "sports");

  private static final List<DateStyle> STYLES = List.of(DateStyle.values());

  private static final List<String> NOTES =
      List.of(
          "",
          "",
          "",
          "gift wrap",
          "leave at the door, ring twice",
          "says \"call first\"",
          "Grüße aus Köln",
          "二番目の玄関",
          "two\nlines");

  private final long seed;
  private final int rows;

  /** A shop that sells so many orders a day. */
  public ShopGenerator(long seed, int rows) {
    if (rows < 20 || rows > 1_000_000) {
      throw new IllegalArgumentException("a day takes 20 to 1,000,000 orders");
    }
    this.seed = seed;
    this.rows = rows;
  }

  /** The lines of a day; a faulty delivery holds the lines of the clean one and its faults. */
  public List<SaleLine> deliver(LocalDate day, Delivery delivery) {
    SplittableRandom random = new SplittableRandom(seed * 31 + day.toEpochDay());
    List<SaleLine> lines = new ArrayList<>(rows);
    for (int i = 1; i <= rows; i++) {
      lines.add(line(day, i, random));
    }
    return switch (delivery) {
      case CLEAN -> lines;
      case FAULTY -> spoil(lines, random.split());
    };
  }

  private static SaleLine line(LocalDate day, int number, SplittableRandom random) {
    int quantity = 1 + random.nextInt(random.nextInt(10) == 0 ? 40 : 4);
    BigDecimal price = BigDecimal.valueOf(199 + random.nextLong(15_000), 2);
    BigDecimal gross = price.multiply(BigDecimal.valueOf(quantity));
    BigDecimal discount =
        random.nextInt(4) == 0
            ? gross
                .multiply(BigDecimal.valueOf(random.nextInt(5, 30), 2))
                .setScale(2, RoundingMode.HALF_UP)
            : BigDecimal.ZERO.setScale(2);
    int fate = random.nextInt(100);
    String status =
        fate < 70 ? "shipped" : fate < 92 ? "paid" : fate < 96 ? "returned" : "cancelled";
    boolean withoutRevenue = status.equals("cancelled") && random.nextInt(2) == 0;
    String revenue = withoutRevenue ? "" : gross.subtract(discount).toPlainString();
    DateStyle style = STYLES.get(random.nextInt(STYLES.size()));
    return new SaleLine(
        "SO-%s-%06d".formatted(DateTimeFormatter.BASIC_ISO_DATE.format(day), number),
        style.write(day),
        messy(STORES.get(random.nextInt(STORES.size())), random),
        CATEGORIES.get(random.nextInt(CATEGORIES.size())),
        random.nextInt(3) == 0 ? "" : "customer%d@example.org".formatted(random.nextInt(5_000)),
        String.valueOf(quantity),
        price.toPlainString(),
        discount.toPlainString(),
        revenue,
        status,
        NOTES.get(random.nextInt(NOTES.size())));
  }

  private static String messy(String store, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> " " + store;
      case 1 -> store + "  ";
      case 2 -> store.toUpperCase(Locale.ROOT);
      case 3 -> store.toLowerCase(Locale.ROOT);
      default -> store;
    };
  }

  private static List<SaleLine> spoil(List<SaleLine> clean, SplittableRandom random) {
    FaultPlan plan = FaultPlan.of(clean.size());
    List<SaleLine> lines = new ArrayList<>(clean);
    List<Integer> sales = new ArrayList<>();
    for (int i = 0; i < clean.size(); i++) {
      if (!clean.get(i).status().equals("cancelled")) {
        sales.add(i);
      }
    }
    for (int i = 0; i < plan.missingRevenue(); i++) {
      int at = sales.remove(random.nextInt(sales.size()));
      lines.set(at, lines.get(at).withRevenue(""));
    }
    for (int i = 0; i < plan.negativeRevenue(); i++) {
      int at = sales.remove(random.nextInt(sales.size()));
      lines.set(at, lines.get(at).withRevenue("-" + lines.get(at).revenue()));
    }
    // The twins come last, as an export that ran twice would leave them.
    for (int i = 0; i < plan.duplicates(); i++) {
      lines.add(lines.get(sales.remove(random.nextInt(sales.size()))));
    }
    return lines;
  }
}
