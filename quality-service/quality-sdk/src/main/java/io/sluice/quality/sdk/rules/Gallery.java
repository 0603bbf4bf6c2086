package io.sluice.quality.sdk.rules;

import io.sluice.quality.expectation.Description;
import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Every kind of rule with what it says of itself and the cases that it is tested with. */
public final class Gallery {

  /** What a kind of rule is about, in the order in which they are shown. */
  public enum Subject {
    OWN("Rules in JEXL"),
    VALUES("Values of a column"),
    FIGURES("Figures of a column"),
    PAIRS("Two columns"),
    SEVERAL("Several columns"),
    TABLE("The table"),
    OTHER("Queries and others");

    private final String title;

    Subject(String title) {
      this.title = title;
    }

    /** In words. */
    public String title() {
      return title;
    }

    static Subject of(String name) {
      if (name.startsWith("expect_column_pair_")) {
        return PAIRS;
      } else if (name.startsWith("expect_column_value")) {
        return VALUES;
      } else if (name.startsWith("expect_column_")) {
        return FIGURES;
      } else if (name.startsWith("expect_table_")) {
        return TABLE;
      } else if (name.startsWith("expect_compound_")
          || name.startsWith("expect_multicolumn_")
          || name.startsWith("expect_select_")) {
        return SEVERAL;
      }
      return name.equals(Rule.ROWS) || name.equals(Rule.ASSERT) ? OWN : OTHER;
    }
  }

  /**
   * One kind of rule.
   *
   * @param name as it is written in rules
   * @param description what it says of itself
   * @param takesMostly whether {@code mostly} has a meaning for it
   * @param takesWhere whether {@code where} has a meaning for it
   * @param cases what it is tested with
   */
  public record Entry(
      String name,
      Description description,
      boolean takesMostly,
      boolean takesWhere,
      List<GalleryCase> cases) {

    /** What it is about. */
    public Subject subject() {
      return Subject.of(name);
    }
  }

  private static final Description ROWS =
      new Description(
          "A JEXL expression is true of every row.",
          List.of(),
          "A row on which the expression is unknown is missing: it neither meets nor breaks the"
              + " rule, and mostly divides by the other rows.",
          null);
  private static final Description ASSERT =
      new Description(
          "A JEXL expression over figures of the data and their history is true.",
          List.of(),
          "An expression that is unknown is not true: the rule fails; with too little history it is"
              + " skipped.",
          null);

  private Gallery() {}

  /** All of them, by subject and name. */
  public static List<Entry> all() {
    List<Entry> entries = new ArrayList<>();
    entries.add(new Entry(Rule.ROWS, ROWS, true, true, GalleryCase.of(Rule.ROWS)));
    entries.add(new Entry(Rule.ASSERT, ASSERT, false, true, GalleryCase.of(Rule.ASSERT)));
    for (Expectation expectation : Expectations.all()) {
      entries.add(
          new Entry(
              expectation.name(),
              expectation.description(),
              expectation.takesMostly(),
              expectation.takesWhere(),
              GalleryCase.of(expectation.name())));
    }
    entries.sort(Comparator.comparing(Entry::subject).thenComparing(Entry::name));
    return entries;
  }

  /** The one of that name, if there is one. */
  public static Optional<Entry> named(String name) {
    return all().stream().filter(entry -> entry.name().equals(name)).findFirst();
  }
}
