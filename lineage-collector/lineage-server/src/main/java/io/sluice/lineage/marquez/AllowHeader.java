package io.sluice.lineage.marquez;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.regex.Pattern;

/** Says with each 405 what the path does take; the framework leaves it out for some. */
@Provider
public class AllowHeader implements ContainerResponseFilter {

  private static final String NAMESPACE = "/api/v1/namespaces/[^/]+";
  private static final String NODE = NAMESPACE + "/(datasets|jobs)/[^/]+";

  /** Which methods the paths take that take others than GET, by the path as it was sent. */
  private static final List<Allowed> ALLOWED =
      List.of(
          new Allowed("/api/v1/lineage", "GET, POST"),
          new Allowed("/api/v1/lineage/batch|.*/(closures|projection/rebuild|replay)", "POST"),
          new Allowed(NAMESPACE, "GET, PUT, DELETE"),
          new Allowed(NODE, "GET, PUT, DELETE"),
          new Allowed(NODE + "(/fields/[^/]+)?/tags/[^/]+", "POST, DELETE"),
          new Allowed(NODE + "/runs", "GET, POST"),
          new Allowed("/api/v1/sources/[^/]+", "GET, PUT"),
          new Allowed("/api/v1/tags/[^/]+", "PUT"),
          new Allowed("/api/v1/jobs/runs/[^/]+/(start|complete|fail|abort)", "POST"));

  private record Allowed(Pattern path, String methods) {
    Allowed(String path, String methods) {
      this(Pattern.compile(path), methods);
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == 405 && !response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
      String path = request.getUriInfo().getRequestUri().getRawPath();
      response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed(path));
    }
  }

  private static String allowed(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return ALLOWED.stream()
        .filter(each -> each.path.matcher(trimmed).matches())
        .findFirst()
        .map(Allowed::methods)
        .orElse("GET");
  }
}
