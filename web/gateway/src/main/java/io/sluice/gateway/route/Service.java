package io.sluice.gateway.route;

/** A service behind the gateway. */
public enum Service {
  CATALOG("catalog-server"),
  QUALITY("quality-server"),
  LINEAGE("lineage-server");

  private final String processName;

  Service(String processName) {
    this.processName = processName;
  }

  /** The name of its process, as people know it from {@code sluice status}. */
  public String processName() {
    return processName;
  }
}
