package io.sluice.quality.server.connection;

import java.util.Locale;

/**
 * Where a password lies.
 *
 * @param kind in the environment or in a file
 * @param name the variable's or the file's
 */
public record SecretReference(Kind kind, String name) {

  /** The places that hold passwords. */
  public enum Kind {
    ENV,
    FILE;

    /** How it is written. */
    public String written() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
