package io.sluice.gateway.route;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** The public routes of the three services on the gateway's port. */
public final class RouteTable {

  private static final String OPENLINEAGE_PREFIX = "/api/v1/";

  /** With a slash at the end too: clients that join a base and a path send one. */
  private static final Set<String> EVENT_PATHS =
      Set.of(
          "/api/v1/lineage", "/api/v1/lineage/", "/api/v1/lineage/batch", "/api/v1/lineage/batch/");

  /** What clients of Marquez ask for besides {@code /api/v1}. */
  private static final String MARQUEZ_SEARCH_PREFIX = "/api/v2beta/search/";

  private static final String SEGMENT = "[^/]+";
  private static final String NAMESPACE = "/api/v1/namespaces/" + SEGMENT;
  private static final String DATASET = NAMESPACE + "/datasets/" + SEGMENT;
  private static final String JOB = NAMESPACE + "/jobs/" + SEGMENT;

  /** What clients of Marquez write, and with which methods. */
  private static final List<Write> WRITES =
      List.of(
          new Write(NAMESPACE, "PUT", "DELETE"),
          new Write("/api/v1/sources/" + SEGMENT, "PUT"),
          new Write("/api/v1/tags/" + SEGMENT, "PUT"),
          new Write(DATASET, "PUT", "DELETE"),
          new Write(DATASET + "/tags/" + SEGMENT, "POST", "DELETE"),
          new Write(DATASET + "/fields/" + SEGMENT + "/tags/" + SEGMENT, "POST", "DELETE"),
          new Write(JOB, "PUT", "DELETE"),
          new Write(JOB + "/tags/" + SEGMENT, "POST", "DELETE"),
          new Write(JOB + "/runs", "POST"),
          new Write("/api/v1/jobs/runs/" + SEGMENT + "/(start|complete|fail|abort)", "POST"));

  /** Where OpenLineage clients whose URL or endpoint is set wrongly send events to. */
  public static final Set<String> MISTAKEN_EVENT_PATHS = Set.of("/", "/lineage", "/lineage/");

  private static final Pattern EVALUATIONS =
      Pattern.compile("/api/quality/v1/gates/[^/]+/evaluations");
  private static final Set<String> READS = Set.of("GET", "HEAD");
  private static final Set<String> SERVICE_METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  /** A path on which something is written. */
  private record Write(Pattern path, List<String> methods) {
    Write(String path, String... methods) {
      this(Pattern.compile(path), List.of(methods));
    }

    boolean covers(String rawPath) {
      return path.matcher(rawPath).matches();
    }
  }

  /**
   * Decides by the path as it was sent. A path that only matches once its percent-encoding is
   * undone is not a declared path, so that gateway and service can never disagree about which route
   * was meant.
   */
  public Route find(String method, String rawPath) {
    if (rawPath.startsWith(OPENLINEAGE_PREFIX) || rawPath.startsWith(MARQUEZ_SEARCH_PREFIX)) {
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
    List<String> writes = writes(rawPath);
    if (READS.contains(method) || writes.contains(method)) {
      return new Route.Forward(Service.LINEAGE);
    }
    return new Route.MethodNotAllowed(
        writes.isEmpty() ? "GET, HEAD" : "GET, HEAD, " + String.join(", ", writes));
  }

  private static List<String> writes(String rawPath) {
    if (EVENT_PATHS.contains(rawPath)) {
      return List.of("POST");
    }
    return WRITES.stream()
        .filter(write -> write.covers(rawPath))
        .findFirst()
        .map(Write::methods)
        .orElse(List.of());
  }

  private static Route service(String method, Service service) {
    return SERVICE_METHODS.contains(method)
        ? new Route.Forward(service)
        : new Route.MethodNotAllowed("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
  }
}
