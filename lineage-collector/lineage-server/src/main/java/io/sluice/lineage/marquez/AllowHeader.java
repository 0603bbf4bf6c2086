package io.sluice.lineage.marquez;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import java.util.List;

/** Says with each 405 what the path does take; the framework leaves it out for some. */
@Provider
public class AllowHeader implements ContainerResponseFilter {

  private static final List<String> POST_ONLY =
      List.of("/lineage/batch", "/closures", "/projection/rebuild", "/replay");

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getStatus() == 405 && !response.getHeaders().containsKey(HttpHeaders.ALLOW)) {
      response.getHeaders().putSingle(HttpHeaders.ALLOW, allowed(request.getUriInfo().getPath()));
    }
  }

  private static String allowed(String path) {
    String trimmed = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    if (trimmed.endsWith("/api/v1/lineage")) {
      return "GET, POST";
    }
    return POST_ONLY.stream().anyMatch(trimmed::endsWith) ? "POST" : "GET";
  }
}
