package io.sluice.local.postgres;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The databases that the platform runs on, and what the user should know about them. */
public record Databases(
    boolean external,
    String url,
    Map<String, DatabaseAccess> services,
    DatabaseAccess warehouse,
    List<String> warnings) {

  /** Keeps its own copies. */
  public Databases {
    services = Map.copyOf(services);
    warnings = List.copyOf(warnings);
  }

  /** The access of one service. */
  public DatabaseAccess of(String service) {
    return Objects.requireNonNull(services.get(service), service);
  }
}
