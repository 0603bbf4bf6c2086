package io.sluice.gateway.guard;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The cookie that carries a person's session token, out of reach of scripts. */
public final class SessionCookie {

  /** The name of the cookie. */
  public static final String NAME = "sluice_session";

  private static final Pattern SESSION_TOKEN = Pattern.compile("slu_u_[A-Za-z0-9_-]{43}");

  private SessionCookie() {}

  /**
   * Finds the session token in the {@code Cookie} headers. Two different ones mean that somebody
   * planted one (from a sibling domain, say), so neither is trusted.
   */
  public static Optional<String> tokenIn(List<String> cookieHeaders) {
    Set<String> found = new LinkedHashSet<>();
    for (String header : cookieHeaders) {
      for (String pair : header.split(";", -1)) {
        int equals = pair.indexOf('=');
        if (equals > 0 && pair.substring(0, equals).strip().equals(NAME)) {
          found.add(pair.substring(equals + 1).strip());
        }
      }
    }
    return found.size() == 1
        ? found.stream().filter(value -> SESSION_TOKEN.matcher(value).matches()).findFirst()
        : Optional.empty();
  }

  /** The {@code Set-Cookie} value that starts a session. */
  public static String issue(String token, Duration lifetime, boolean secure) {
    return NAME + "=" + token + attributes(lifetime.toSeconds(), secure);
  }

  /** The {@code Set-Cookie} value that ends it in the browser. */
  public static String clear(boolean secure) {
    return NAME + "=" + attributes(0, secure);
  }

  private static String attributes(long maxAge, boolean secure) {
    return "; Path=/; Max-Age="
        + Math.max(0, maxAge)
        + "; HttpOnly; SameSite=Strict"
        + (secure ? "; Secure" : "");
  }
}
