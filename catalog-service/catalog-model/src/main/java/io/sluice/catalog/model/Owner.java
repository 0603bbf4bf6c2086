package io.sluice.catalog.model;

import java.util.Locale;

/**
 * A person or group that answers for a dataset.
 *
 * @param name the subject as tokens and sign-in name it, for example {@code user:ada} or {@code
 *     team:sales}
 * @param type what the owner does for it
 */
public record Owner(String name, Type type) {

  /** What an owner does: decides about the data, or looks after it technically. */
  public enum Type {
    BUSINESS,
    TECHNICAL,
    STEWARD;

    /**
     * Reads a type, ignoring case.
     *
     * @throws IllegalArgumentException if there is no such type
     */
    public static Type parse(String text) {
      return valueOf(text.strip().toUpperCase(Locale.ROOT));
    }
  }

  /**
   * Checks the name.
   *
   * @throws IllegalArgumentException if the name is blank or longer than 256 characters
   */
  public Owner {
    if (name.isBlank() || name.length() > 256) {
      throw new IllegalArgumentException("owner name takes 1 to 256 characters");
    }
  }
}
