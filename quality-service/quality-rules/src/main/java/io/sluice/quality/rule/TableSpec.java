package io.sluice.quality.rule;

import org.jspecify.annotations.Nullable;

/**
 * A table, or the rows of a query, of a registered connection; exactly one of the two is named.
 *
 * @param connection the connection's name
 * @param table {@code name} or {@code schema.name}
 * @param query one SELECT, in which {@code ${batch}} stands for the batch as a text
 */
public record TableSpec(String connection, @Nullable String table, @Nullable String query) {

  /** What stands for the batch. */
  public static final String BATCH = "${batch}";

  /** Checks that one of the two is named. */
  public TableSpec {
    if ((table == null) == (query == null)) {
      throw new IllegalArgumentException("either a table or a query is needed");
    }
  }
}
