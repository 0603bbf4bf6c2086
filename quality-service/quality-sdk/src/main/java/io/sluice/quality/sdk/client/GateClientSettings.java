package io.sluice.quality.sdk.client;

import java.net.URI;
import java.time.Duration;

/**
 * Where the platform is, who asks, and how patient the client is.
 *
 * @param url the gateway's address, for example {@code http://127.0.0.1:8080}
 * @param token the bearer token; blank sends none
 * @param connectTimeout how long one connection attempt may take
 * @param requestTimeout how long one exchange may take beyond the time it asks the server to hold
 *     it
 * @param retry how failures that may pass are retried
 */
public record GateClientSettings(
    URI url, String token, Duration connectTimeout, Duration requestTimeout, RetryPolicy retry) {

  /**
   * Checks the address and drops a slash at its end.
   *
   * @throws IllegalArgumentException if the address is not an absolute http or https URL, or the
   *     token holds characters that a header cannot carry
   */
  public GateClientSettings {
    String scheme = url.getScheme();
    if (url.getHost() == null || !("http".equals(scheme) || "https".equals(scheme))) {
      throw new IllegalArgumentException("not an http or https URL: " + url);
    }
    String text = url.toString();
    if (text.endsWith("/")) {
      url = URI.create(text.substring(0, text.length() - 1));
    }
    // The value itself stays out of the message: it is a secret.
    if (!token.chars().allMatch(c -> c > ' ' && c < 127)) {
      throw new IllegalArgumentException("the token holds blanks or characters beyond ASCII");
    }
  }

  /** The usual patience: 5 s to connect, 30 s for an exchange, the default retries. */
  public static GateClientSettings of(URI url, String token) {
    return new GateClientSettings(
        url, token, Duration.ofSeconds(5), Duration.ofSeconds(30), RetryPolicy.DEFAULT);
  }

  /** Leaves the token out, so that settings can be logged. */
  @Override
  public String toString() {
    return "GateClientSettings[url=" + url + ", token=" + (token.isEmpty() ? "none" : "set") + "]";
  }
}
