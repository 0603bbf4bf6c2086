package io.sluice.quality.engine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a database is. A driver's URL can name classes to load, files to read and users to be, so
 * only what is known to be harmless is let through.
 *
 * @param host a name, an IPv4 address, or an IPv6 address without brackets
 * @param port 1 to 65535
 * @param database its name
 * @param parameters what else the URL says, by name: {@code sslmode} and {@code channelBinding}
 *     only
 */
public record DatabaseAddress(
    String host, int port, String database, Map<String, String> parameters) {

  private static final Pattern URL =
      Pattern.compile(
          "jdbc:postgresql://"
              + "(?:(?<name>[A-Za-z0-9](?:[A-Za-z0-9._-]{0,252}))|\\[(?<v6>[0-9A-Fa-f:.]{2,45})])"
              + "(?::(?<port>[0-9]{1,5}))?"
              + "/(?<database>[A-Za-z0-9_][A-Za-z0-9_.-]{0,62})"
              + "(?:\\?(?<parameters>.*))?");

  private static final Map<String, Set<String>> PARAMETERS =
      Map.of(
          "sslmode",
          Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full"),
          "channelBinding",
          Set.of("disable", "prefer", "require"));

  /** Copies the parameters. */
  public DatabaseAddress {
    parameters = Map.copyOf(parameters);
  }

  /**
   * Reads {@code jdbc:postgresql://host[:port]/database[?sslmode=…]}.
   *
   * @throws IllegalArgumentException if it is anything else; the message does not repeat the URL,
   *     since it may hold a password
   */
  public static DatabaseAddress parse(String url) {
    Matcher matcher = URL.matcher(url);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "the URL must read jdbc:postgresql://host:port/database, with one host and without a"
              + " user");
    }
    int port = matcher.group("port") == null ? 5432 : Integer.parseInt(matcher.group("port"));
    if (port < 1 || port > 65_535) {
      throw new IllegalArgumentException("a port lies between 1 and 65535");
    }
    String name = matcher.group("name");
    return new DatabaseAddress(
        name == null ? matcher.group("v6") : name.toLowerCase(Locale.ROOT),
        port,
        matcher.group("database"),
        parameters(matcher.group("parameters")));
  }

  private static Map<String, String> parameters(@org.jspecify.annotations.Nullable String text) {
    Map<String, String> result = new LinkedHashMap<>();
    if (text == null || text.isEmpty()) {
      return result;
    }
    for (String part : text.split("&", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      Set<String> values = PARAMETERS.get(name);
      if (values == null) {
        throw new IllegalArgumentException(
            "the URL may carry the parameters sslmode and channelBinding only");
      }
      String value = part.substring(equals + 1);
      if (!values.contains(value) || result.put(name, value) != null) {
        throw new IllegalArgumentException(
            "'" + name + "' is given once, as one of " + values.stream().sorted().toList());
      }
    }
    return result;
  }

  /** The URL, in one way of writing. */
  public String url() {
    StringBuilder url = new StringBuilder(base());
    new TreeMap<>(parameters)
        .forEach(
            (name, value) ->
                url.append(url.indexOf("?") < 0 ? '?' : '&')
                    .append(name)
                    .append('=')
                    .append(value));
    return url.toString();
  }

  /** The URL without parameters. */
  public String base() {
    String written = host.indexOf(':') < 0 ? host : "[" + host + "]";
    return "jdbc:postgresql://" + written + ":" + port + "/" + database;
  }

  @Override
  public String toString() {
    return host + ":" + port + "/" + database;
  }
}
