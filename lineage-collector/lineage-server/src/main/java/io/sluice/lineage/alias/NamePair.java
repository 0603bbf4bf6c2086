package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.util.Comparator;

/**
 * Two names, whichever came first.
 *
 * @param left the lesser
 * @param right the greater
 */
record NamePair(DatasetId left, DatasetId right) implements Comparable<NamePair> {

  private static final Comparator<NamePair> ORDER =
      Comparator.comparing(NamePair::left).thenComparing(NamePair::right);

  static NamePair of(DatasetId one, DatasetId other) {
    return one.compareTo(other) <= 0 ? new NamePair(one, other) : new NamePair(other, one);
  }

  @Override
  public int compareTo(NamePair other) {
    return ORDER.compare(this, other);
  }
}
