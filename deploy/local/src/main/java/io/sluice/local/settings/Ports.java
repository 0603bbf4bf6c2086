package io.sluice.local.settings;

import io.sluice.local.failure.LauncherFailure;

/** The ports of one platform: the gateway's, the three after it, and PostgreSQL's preferred one. */
public record Ports(int gateway) {

  /** Where the gateway listens unless told otherwise. */
  public static final Ports STANDARD = new Ports(8080);

  private static final int HIGHEST = 65535 - 4;

  /** Refuses a range that does not fit into the port numbers. */
  public Ports {
    if (gateway < 1 || gateway > HIGHEST) {
      throw LauncherFailure.usage(
          "SLUICE_PORT is " + gateway + ", which leaves no room for the ports after it.",
          "Choose a port between 1024 and " + HIGHEST + ".");
    }
  }

  /** catalog-server's. */
  public int catalog() {
    return gateway + 1;
  }

  /** quality-server's. */
  public int quality() {
    return gateway + 2;
  }

  /** lineage-server's. */
  public int lineage() {
    return gateway + 3;
  }

  /** Where PostgreSQL would like to listen; it moves if the port is taken. */
  public int preferredPostgres() {
    return gateway + 4;
  }
}
