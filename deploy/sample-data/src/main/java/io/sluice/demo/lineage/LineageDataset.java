package io.sluice.demo.lineage;

import java.util.List;

/**
 * A dataset as a job knows it.
 *
 * @param namespace its namespace, as OpenLineage names data sources
 * @param name its name there
 * @param fields its columns
 */
public record LineageDataset(String namespace, String name, List<Field> fields) {

  /**
   * A column.
   *
   * @param name its name
   * @param type its type, as a logical type of the catalog
   */
  public record Field(String name, String type) {}

  /** Copies the fields. */
  public LineageDataset {
    fields = List.copyOf(fields);
  }

  /** Namespace and name, for people. */
  @Override
  public String toString() {
    return namespace + (namespace.endsWith("/") ? "" : "/") + name;
  }
}
