package io.sluice.local.platform;

import io.sluice.local.settings.Ports;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** One of the four server processes. */
public enum Part {
  /** What data exists, who owns it, who may do what. */
  CATALOG("catalog-service/catalog-server", "192m"),
  /** May this batch go on? */
  QUALITY("quality-service/quality-server", "320m"),
  /** What happened, what depends on what. */
  LINEAGE("lineage-collector/lineage-server", "512m"),
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

  /**
   * How its heap is laid out, where the virtual machine's own choice is a bad one: an event of 12
   * KB is a third of a megabyte while it is taken in, and in a heap that begins small most of the
   * processor went into collecting it.
   */
  List<String> heapOptions() {
    return this == LINEAGE ? List.of("-Xms224m", "-Xmn160m") : List.of("-Xms24m");
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
