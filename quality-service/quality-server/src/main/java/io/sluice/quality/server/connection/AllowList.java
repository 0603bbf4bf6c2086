package io.sluice.quality.server.connection;

import io.sluice.quality.engine.DatabaseAddress;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may be called. Who names a host in full means it, wherever it is; a star lets
 * nobody into private networks.
 */
final class AllowList {

  private final List<String> patterns;

  AllowList(List<String> patterns) {
    this.patterns =
        patterns.stream()
            .map(pattern -> pattern.strip().toLowerCase(Locale.ROOT))
            .filter(pattern -> !pattern.isEmpty())
            .toList();
  }

  /** Why a database may not be called; null if it may. */
  @Nullable String refusal(DatabaseAddress address) {
    boolean byStar = false;
    for (String pattern : patterns) {
      String host = host(pattern);
      if (!portMatches(pattern.substring(host.length()), address.port())) {
        continue;
      }
      if (unbracketed(host).equals(address.host())) {
        return null;
      }
      byStar |= host.startsWith("*.") && address.host().endsWith(host.substring(1));
    }
    if (!byStar) {
      return "host '"
          + address.host()
          + "' with port "
          + address.port()
          + " is not among those that may be called (sluice.quality.connections.allow)";
    }
    return publicOnly(address.host());
  }

  /** The pattern's host, an IPv6 address with its brackets. */
  private static String host(String pattern) {
    if (pattern.startsWith("[")) {
      return pattern.substring(0, pattern.indexOf(']') + 1);
    }
    int colon = pattern.indexOf(':');
    return colon < 0 ? pattern : pattern.substring(0, colon);
  }

  private static String unbracketed(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  private static boolean portMatches(String rest, int port) {
    return rest.isEmpty() || rest.equals(":" + port);
  }

  private static @Nullable String publicOnly(String host) {
    try {
      for (InetAddress address : InetAddress.getAllByName(host)) {
        if (isPrivate(address)) {
          return "host '" + host + "' has a private address; name it in full to allow it";
        }
      }
      return null;
    } catch (UnknownHostException unknown) {
      return "host '" + host + "' is unknown";
    }
  }

  static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (address instanceof Inet4Address) {
      return first == 0
          || first >= 240
          || (first == 100 && second >= 64 && second < 128) // carriers' own (RFC 6598)
          || (first == 198 && (second == 18 || second == 19)) // benchmarks (RFC 2544)
          || (first == 192 && second == 0 && bytes[2] == 0); // protocols (RFC 6890)
    }
    // Unique local (RFC 4193); IPv4 in IPv6 by translation (RFC 6052) or tunnel (RFC 3056).
    return (first & 0xFE) == 0xFC
        || (first == 0 && second == 0x64)
        || (first == 0x20 && second == 0x02);
  }
}
