package io.sluice.lineage.graph;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;

/**
 * Says how long the walk through the graph took, without the reading of names and the writing of
 * the answer: the header Server-Timing (W3C), in milliseconds.
 */
@Provider
public class WalkTime implements ContainerResponseFilter {

  private static final ThreadLocal<Long> NANOS = new ThreadLocal<>();

  static void took(long nanos) {
    Long before = NANOS.get();
    NANOS.set(before == null ? nanos : before + nanos);
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    Long nanos = NANOS.get();
    if (nanos != null) {
      NANOS.remove();
      response
          .getHeaders()
          .putSingle("Server-Timing", String.format(Locale.ROOT, "walk;dur=%.3f", nanos / 1e6));
    }
  }
}
