package io.sluice.gateway.guard;

import io.vertx.core.MultiMap;
import java.util.Map;

/** What every answer tells the browser about how far it may be trusted and kept. */
final class SecurityHeaders {

  private static final Map<String, String> ALWAYS =
      Map.of(
          "Content-Security-Policy",
          "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
              + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
          "X-Content-Type-Options",
          "nosniff",
          "X-Frame-Options",
          "DENY",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin");

  private SecurityHeaders() {}

  static void add(String path, boolean byCookie, MultiMap headers) {
    ALWAYS.forEach(headers::set);
    boolean ofPage = !path.startsWith("/api/") && !path.startsWith("/q/");
    if (byCookie || path.startsWith("/sign-")) {
      headers.set("Cache-Control", "no-store");
    } else if (ofPage) {
      // The page may be kept, but a new version must show at once.
      headers.set("Cache-Control", "no-cache");
    }
  }
}
