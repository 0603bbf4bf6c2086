package io.sluice.local.platform;

import io.sluice.local.settings.Ports;
import java.nio.file.Path;
import java.util.Locale;

/** One of the four server processes. */
public enum Part {
  /** What data exists, who owns it, who may do what. */
  CATALOG("catalog-service/catalog-server", "192m"),
  /** May this batch go on? */
  QUALITY("quality-service/quality-server", "320m"),
  /** What happened, what depends on what. */
  LINEAGE("lineage-collector/lineage-server", "384m"),
  /** One port for all of it. */
  GATEWAY("web/gateway", "160m");

  private final String module;
  private final String heap;

  Part(String module, String heap) {
    this.module = module;
    this.heap = heap;
  }

  /** The name in files, tables and commands. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The most heap it may use unless told otherwise. */
  String heap() {
    return heap;
  }

  /** Where its build puts what runs. */
  Path application(Path root) {
    return root.resolve(module).resolve("target/quarkus-app");
  }

  /** Its port. */
  public int port(Ports ports) {
    return switch (this) {
      case CATALOG -> ports.catalog();
      case QUALITY -> ports.quality();
      case LINEAGE -> ports.lineage();
      case GATEWAY -> ports.gateway();
    };
  }

  /** Whether it keeps a schema in PostgreSQL. */
  boolean hasDatabase() {
    return this != GATEWAY;
  }

  /** Whether it calls other services with an account of its own. */
  boolean hasServiceAccount() {
    return this != CATALOG;
  }
}
