package io.sluice.lineage.forward;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The hosts that may be called: {@code host}, {@code host:port} or {@code *.domain}. Who names a
 * host in full means it, wherever it is; a star lets nobody into private networks.
 */
final class OutgoingHosts {

  private final List<String> patterns;

  OutgoingHosts(List<String> patterns) {
    this.patterns = patterns.stream().map(p -> p.strip().toLowerCase(Locale.ROOT)).toList();
  }

  /** Why an address may not be called; null if it may. */
  @Nullable String refusal(URI address) {
    String host = String.valueOf(address.getHost()).toLowerCase(Locale.ROOT);
    String withPort = host + ":" + port(address);
    if (patterns.contains(host) || patterns.contains(withPort)) {
      return null;
    }
    boolean byStar =
        patterns.stream()
            .filter(pattern -> pattern.startsWith("*."))
            .map(pattern -> pattern.substring(1))
            .anyMatch(domain -> host.endsWith(domain) || withPort.endsWith(domain));
    return byStar
        ? privateHost(host)
        : "host '" + withPort + "' may not be called (sluice.lineage.outgoing.allow)";
  }

  private static int port(URI address) {
    if (address.getPort() >= 0) {
      return address.getPort();
    }
    return "https".equals(address.getScheme()) ? 443 : 80;
  }

  private static @Nullable String privateHost(String host) {
    try {
      for (InetAddress each : InetAddress.getAllByName(host)) {
        if (isPrivate(each)) {
          return "host '" + host + "' has a private address; name it in full to allow it";
        }
      }
      return null;
    } catch (UnknownHostException e) {
      return "host '" + host + "' is unknown";
    }
  }

  private static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    boolean special =
        bytes.length == 4
            // RFC 1122, 6598, 1112
            ? first == 0 || first >= 240 || (first == 100 && second >= 64 && second < 128)
            // RFC 4193, and IPv4 behind translation (6052) or a tunnel (3056)
            : (first & 0xFE) == 0xFC
                || (first == 0 && second == 0x64)
                || (first == 0x20 && second == 0x02);
    return special
        || address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress();
  }
}
