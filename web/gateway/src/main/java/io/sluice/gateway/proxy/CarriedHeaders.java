package io.sluice.gateway.proxy;

import io.vertx.core.MultiMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which headers travel on: all but those that belong to one connection, or to the gateway's own
 * business with the browser.
 */
final class CarriedHeaders {

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "http2-settings");

  /** Set by the client's connection or by the gateway itself. */
  private static final Set<String> NOT_TO_SERVICE = Set.of("host", "expect", "cookie", "forwarded");

  /** A service has no business with the browser's cookies. */
  private static final Set<String> NOT_TO_CLIENT = Set.of("set-cookie");

  private CarriedHeaders() {}

  static void toService(MultiMap from, MultiMap to) {
    copy(from, to, NOT_TO_SERVICE);
  }

  static void toClient(MultiMap from, MultiMap to) {
    copy(from, to, NOT_TO_CLIENT);
  }

  private static void copy(MultiMap from, MultiMap to, Set<String> kept) {
    Set<String> left = new HashSet<>(kept);
    left.addAll(HOP_BY_HOP);
    left.addAll(namedByConnection(from.getAll("connection")));
    for (Map.Entry<String, String> header : from) {
      if (!left.contains(header.getKey().toLowerCase(Locale.ROOT))) {
        to.add(header.getKey(), header.getValue());
      }
    }
  }

  /**
   * The headers that the sender declares to be of this connection. The ones that frame or
   * authenticate a message stay: taking them away is an attack, never a need.
   */
  private static Set<String> namedByConnection(List<String> values) {
    Set<String> named = new HashSet<>();
    for (String value : values) {
      for (String name : value.split(",", -1)) {
        named.add(name.strip().toLowerCase(Locale.ROOT));
      }
    }
    named.removeAll(Set.of("content-length", "content-type", "content-encoding", "authorization"));
    return named;
  }
}
