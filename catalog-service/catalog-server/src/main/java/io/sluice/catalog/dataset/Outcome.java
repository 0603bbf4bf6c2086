package io.sluice.catalog.dataset;

import io.sluice.catalog.dataset.model.DatasetRights;

/** How a request about a dataset ended. */
sealed interface Outcome<T> {

  /**
   * It was carried out, or found to be so already; created says whether something new came of it.
   */
  record Done<T>(T value, boolean created) implements Outcome<T> {}

  /** The dataset is not there. */
  record Unknown<T>() implements Outcome<T> {}

  /** The caller may not. */
  record Refused<T>(DatasetRights why) implements Outcome<T> {}
}
