package io.sluice.local.postgres;

import io.sluice.local.failure.LauncherFailure;
import java.sql.Connection;
import java.sql.SQLException;

/** Refuses a server that may lose what it has acknowledged. */
final class Durability {

  private Durability() {}

  static void require(Connection server) throws SQLException {
    for (String setting : new String[] {"fsync", "synchronous_commit"}) {
      String value =
          Sql.value(server, "SELECT setting FROM pg_settings WHERE name = ?", setting).orElse("");
      if (value.equals("off")) {
        throw LauncherFailure.of(
            "PostgreSQL runs with " + setting + " = off: it may lose what was acknowledged.",
            "Switch it on (ALTER SYSTEM RESET "
                + setting
                + "; SELECT pg_reload_conf()) and retry.");
      }
    }
  }

  /** A setting that is safe on some file systems only. */
  static boolean fullPageWritesOff(Connection server) throws SQLException {
    return Sql.value(server, "SELECT setting FROM pg_settings WHERE name = 'full_page_writes'")
        .filter("off"::equals)
        .isPresent();
  }
}
