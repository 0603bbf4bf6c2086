package io.sluice.access;

import io.sluice.catalog.model.DatasetId;

/**
 * Datasets that a token is confined to: one namespace, and one name or, with a trailing {@code *},
 * every name that starts so.
 *
 * @param namespace the exact namespace
 * @param name a name, or the start of names followed by {@code *}
 */
public record DatasetScope(String namespace, String name) {

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if a part is blank or longer than a dataset's may be
   */
  public DatasetScope {
    // A scope is written like a dataset's name, so the same bounds hold.
    DatasetId unused = new DatasetId(namespace, name);
  }

  /** Whether the dataset lies within the scope. */
  public boolean covers(DatasetId dataset) {
    if (!namespace.equals(dataset.namespace())) {
      return false;
    }
    return name.endsWith("*")
        ? dataset.name().startsWith(name.substring(0, name.length() - 1))
        : dataset.name().equals(name);
  }
}
