package io.sluice.gateway.route;

import java.util.Set;
import java.util.regex.Pattern;

/** The public routes of the three services on the gateway's port. */
public final class RouteTable {

  private static final String OPENLINEAGE_PREFIX = "/api/v1/";

  /** With a slash at the end too: clients that join a base and a path send one. */
  private static final Set<String> EVENT_PATHS =
      Set.of(
          "/api/v1/lineage", "/api/v1/lineage/", "/api/v1/lineage/batch", "/api/v1/lineage/batch/");

  /** Where OpenLineage clients whose URL or endpoint is set wrongly send events to. */
  public static final Set<String> MISTAKEN_EVENT_PATHS = Set.of("/", "/lineage", "/lineage/");

  private static final Pattern EVALUATIONS =
      Pattern.compile("/api/quality/v1/gates/[^/]+/evaluations");
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> SERVICE_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /**
   * Decides by the path as it was sent. A path that only matches once its percent-encoding is
   * undone is not a declared path, so that gateway and service can never disagree about which route
   * was meant.
   */
  public Route find(String method, String rawPath) {
    if (rawPath.startsWith(OPENLINEAGE_PREFIX)) {
      return openLineage(method, rawPath);
    }
    if (rawPath.startsWith("/api/catalog/v1/")) {
      return service(method, Service.CATALOG);
    }
    if (rawPath.startsWith("/api/quality/v1/")) {
      return service(method, Service.QUALITY);
    }
    if (rawPath.startsWith("/api/lineage/v1/")) {
      return service(method, Service.LINEAGE);
    }
    return new Route.Own();
  }

  /** Whether this looks like an OpenLineage client whose URL or endpoint is set wrongly. */
  public boolean isMistakenEvent(String method, String rawPath) {
    return method.equals("POST") && MISTAKEN_EVENT_PATHS.contains(rawPath);
  }

  /**
   * Whether carrying a request out twice does no more than once: reading, events, which are known
   * by their content, and evaluations under a key of the client's.
   */
  public boolean isRepeatable(String method, String rawPath, boolean hasIdempotencyKey) {
    return READS.contains(method)
        || (method.equals("POST")
            && (EVENT_PATHS.contains(rawPath)
                || (hasIdempotencyKey && EVALUATIONS.matcher(rawPath).matches())));
  }

  private static Route openLineage(String method, String rawPath) {
    boolean takesEvents = EVENT_PATHS.contains(rawPath);
    if (READS.contains(method) || (takesEvents && method.equals("POST"))) {
      return new Route.Forward(Service.LINEAGE);
    }
    return new Route.MethodNotAllowed(takesEvents ? "GET, HEAD, POST" : "GET, HEAD");
  }

  private static Route service(String method, Service service) {
    return SERVICE_METHODS.contains(method)
        ? new Route.Forward(service)
        : new Route.MethodNotAllowed("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  }
}
