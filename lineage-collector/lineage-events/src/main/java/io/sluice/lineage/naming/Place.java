package io.sluice.lineage.naming;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * The parts of a namespace.
 *
 * @param scheme what stands before {@code ://}; of a namespace without it the text before the first
 *     colon
 * @param hosts what follows {@code ://} up to the next slash, with a user and an at sign if there
 *     is one; empty without {@code ://}
 * @param rest what follows
 * @param hasHosts whether there is a {@code ://}
 */
record Place(String scheme, String hosts, String rest, boolean hasHosts) {

  static Place of(String namespace) {
    int mark = namespace.indexOf("://");
    if (mark < 0) {
      int colon = namespace.indexOf(':');
      return colon < 0
          ? new Place(namespace, "", "", false)
          : new Place(namespace.substring(0, colon), "", namespace.substring(colon), false);
    }
    int end = namespace.indexOf('/', mark + 3);
    return new Place(
        namespace.substring(0, mark),
        namespace.substring(mark + 3, end < 0 ? namespace.length() : end),
        end < 0 ? "" : namespace.substring(end),
        true);
  }

  String text() {
    return hasHosts ? scheme + "://" + hosts + rest : scheme + rest;
  }

  /** The scheme in lower case, for lookups. */
  String store() {
    return scheme.toLowerCase(Locale.ROOT);
  }

  Place withScheme(String other) {
    return new Place(other, hosts, rest, hasHosts);
  }

  Place withRest(String other) {
    return new Place(scheme, hosts, other, hasHosts);
  }

  /** Changes each of the hosts; a user before an at sign stays. */
  Place eachHost(UnaryOperator<String> change) {
    if (hosts.isEmpty()) {
      return this;
    }
    int at = hosts.lastIndexOf('@');
    String changed =
        Arrays.stream(hosts.substring(at + 1).split(",", -1))
            .map(change)
            .collect(Collectors.joining(","));
    return new Place(scheme, hosts.substring(0, at + 1) + changed, rest, true);
  }

  /** The hosts sorted and without doubles. */
  Place sorted() {
    int at = hosts.lastIndexOf('@');
    String changed =
        Arrays.stream(hosts.substring(at + 1).split(",", -1))
            .filter(host -> !host.isEmpty())
            .distinct()
            .sorted()
            .collect(Collectors.joining(","));
    return new Place(scheme, hosts.substring(0, at + 1) + changed, rest, hasHosts);
  }

  /** Where the port of a host begins (at its colon), or the text's length without a port. */
  static int portOf(String host) {
    int colon = host.lastIndexOf(':');
    // An IPv6 address in brackets holds colons of its own.
    if (colon < 0 || colon < host.indexOf(']')) {
      return host.length();
    }
    String port = host.substring(colon + 1);
    boolean digits = !port.isEmpty() && port.chars().allMatch(each -> each >= '0' && each <= '9');
    return digits ? colon : host.length();
  }
}
