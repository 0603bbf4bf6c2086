package io.sluice.lineage.event;

import io.sluice.catalog.model.DatasetId;

/**
 * What a name in an event may look like: the bounds of {@link DatasetId}, for jobs and runs too.
 */
final class Names {

  private Names() {}

  static void require(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException(what + " must not be blank");
    }
    if (value.length() > DatasetId.MAX_LENGTH) {
      throw new IllegalArgumentException(
          what + " is longer than " + DatasetId.MAX_LENGTH + " characters");
    }
    // PostgreSQL text cannot hold NUL; refusing it here keeps the fault near its cause.
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException(what + " must not contain NUL");
    }
  }
}
