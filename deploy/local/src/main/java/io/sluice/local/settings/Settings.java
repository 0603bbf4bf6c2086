package io.sluice.local.settings;

import io.sluice.local.failure.LauncherFailure;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Everything the environment says to the launcher, read once and checked. */
public record Settings(
    Path home,
    Path root,
    Optional<Ports> ports,
    String host,
    Optional<DatabaseAddress> database,
    Optional<String> publicUrl,
    Duration startLimit,
    Map<String, String> environment) {

  private static final String LOOPBACK = "127.0.0.1";

  /** Keeps its own copy of the environment. */
  public Settings {
    environment = Map.copyOf(environment);
  }

  /** Reads the SLUICE_* variables; relative paths are taken from {@code workingDirectory}. */
  public static Settings read(Map<String, String> environment, Path workingDirectory) {
    Path root = path(environment.get("SLUICE_ROOT"), workingDirectory, workingDirectory);
    return new Settings(
        path(environment.get("SLUICE_HOME"), workingDirectory, root.resolve(".sluice")),
        root,
        value(environment, "SLUICE_PORT").map(text -> new Ports(number("SLUICE_PORT", text))),
        host(value(environment, "SLUICE_HOST").orElse(LOOPBACK)),
        value(environment, "SLUICE_DB_URL")
            .map(
                url ->
                    DatabaseAddress.parse(
                        url,
                        environment.get("SLUICE_DB_USER"),
                        environment.get("SLUICE_DB_PASSWORD"))),
        value(environment, "SLUICE_PUBLIC_URL").map(url -> url.replaceFirst("/+$", "")),
        Duration.ofSeconds(
            value(environment, "SLUICE_UP_TIMEOUT")
                .map(text -> number("SLUICE_UP_TIMEOUT", text))
                .orElse(180)),
        environment);
  }

  /** Whether only this machine can reach the platform. */
  public boolean loopbackOnly() {
    return isLoopback(host);
  }

  /** Whether an address to listen on can be reached from this machine alone. */
  public static boolean isLoopback(String host) {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** The address at which this machine itself reaches the services. */
  public String reachableHost() {
    String name = host.equals("0.0.0.0") || host.equals("::") ? LOOPBACK : host;
    return name.contains(":") ? "[" + name + "]" : name;
  }

  private static String host(String text) {
    try {
      InetAddress.getByName(text);
      return text;
    } catch (UnknownHostException e) {
      throw LauncherFailure.usage(
          "SLUICE_HOST is '" + text + "', which is not an address of this machine.",
          "Use an address such as 127.0.0.1 or 0.0.0.0, or a host name that resolves.");
    }
  }

  private static Optional<String> value(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name)).map(String::trim).filter(v -> !v.isEmpty());
  }

  private static int number(String name, String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw LauncherFailure.usage(
          name + " is '" + text + "', which is not a number.", "For example: " + name + "=8080");
    }
  }

  private static Path path(@Nullable String text, Path workingDirectory, Path otherwise) {
    if (text == null || text.isBlank()) {
      return otherwise.toAbsolutePath().normalize();
    }
    return workingDirectory.resolve(text).toAbsolutePath().normalize();
  }
}
