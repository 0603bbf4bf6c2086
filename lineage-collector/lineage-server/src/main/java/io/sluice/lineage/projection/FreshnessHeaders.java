package io.sluice.lineage.projection;

import io.sluice.lineage.projection.Freshness.State;
import jakarta.enterprise.inject.Instance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.Provider;

/**
 * Says with every read how current it is, also where the shape of the body is not ours to change.
 */
@Provider
public class FreshnessHeaders implements ContainerResponseFilter {

  // Filters are made before the configuration can be read; what needs it is fetched when needed.
  private final Instance<Freshness> freshness;

  FreshnessHeaders(Instance<Freshness> freshness) {
    this.freshness = freshness;
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (request.getMethod().equals("GET") && response.getStatus() == 200) {
      State state = freshness.get().now();
      MultivaluedMap<String, Object> headers = response.getHeaders();
      headers.putSingle("Sluice-Position", state.position());
      headers.putSingle("Sluice-As-Of", state.asOf());
      headers.putSingle("Sluice-Lag-Ms", state.lagMs());
    }
  }
}
