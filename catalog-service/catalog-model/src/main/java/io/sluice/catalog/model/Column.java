package io.sluice.catalog.model;

import org.jspecify.annotations.Nullable;

/**
 * One column of a dataset's schema.
 *
 * @param name the column's name as the source spells it
 * @param type its logical type, as {@link LogicalType#parse} reads it
 * @param nullable whether the source allows null
 * @param description what the column means, if anyone has said
 */
public record Column(String name, String type, boolean nullable, @Nullable String description) {

  /**
   * Checks the name and the type.
   *
   * @throws IllegalArgumentException if the name is blank or the type is not a logical type
   */
  public Column {
    if (name.isBlank()) {
      throw new IllegalArgumentException("column name must not be blank");
    }
    LogicalType.parse(type);
  }
}
