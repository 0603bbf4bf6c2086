package io.sluice.quality.sdk.check;

import io.sluice.quality.check.Connections;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.engine.DatabaseConnection;
import io.sluice.quality.engine.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/**
 * A file of connections by name, for checks without a server: {@code name: {url, user, password:
 * {env: NAME}}}, or {@code {file: PATH}} beside this file. It names where passwords lie and holds
 * none.
 */
public final class ConnectionsFile {

  private static final long LONGEST = 1 << 20;
  private static final Set<String> KNOWN = Set.of("type", "url", "user", "password");

  private ConnectionsFile() {}

  /** Thrown for a file that cannot be used; the message says why. */
  public static final class NotUsable extends Exception {

    private static final long serialVersionUID = 1L;

    NotUsable(String message) {
      super(message);
    }
  }

  /**
   * Reads a file.
   *
   * @param environment the variables that may hold passwords
   */
  public static Connections read(Path file, Map<String, String> environment) throws NotUsable {
    Map<?, ?> all = load(file);
    return name -> {
      if (!(all.get(name) instanceof Map<?, ?> entry)) {
        throw new SourceRefusedException(
            Code.CONNECTION_UNKNOWN, "there is no connection '" + name + "' in " + file);
      }
      return connection(file, name, entry, environment);
    };
  }

  private static Map<?, ?> load(Path file) throws NotUsable {
    try {
      if (Files.size(file) > LONGEST) {
        throw new NotUsable(file + " is too long");
      }
      Object root =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Files.readString(file, StandardCharsets.UTF_8));
      if (root instanceof Map<?, ?> map) {
        return map;
      }
      throw new NotUsable(file + " must hold connections by name");
    } catch (IOException failure) {
      throw new NotUsable(file + " cannot be read");
    } catch (YAMLException malformed) {
      throw new NotUsable(file + " is not YAML");
    }
  }

  private static DatabaseConnection connection(
      Path file, String name, Map<?, ?> entry, Map<String, String> environment) {
    String place = "connection '" + name + "' in " + file + ": ";
    for (Object key : entry.keySet()) {
      if (!KNOWN.contains(String.valueOf(key))) {
        throw refused(place + "unknown key '" + key + "'");
      }
    }
    try {
      return new DatabaseConnection(
          DatabaseAddress.parse(text(entry, "url", place)),
          text(entry, "user", place),
          password(file, entry.get("password"), environment, place));
    } catch (IllegalArgumentException invalid) {
      throw refused(place + invalid.getMessage());
    }
  }

  private static String text(Map<?, ?> entry, String key, String place) {
    if (entry.get(key) instanceof String text && !text.isBlank()) {
      return text;
    }
    throw refused(place + "'" + key + "' is missing");
  }

  private static Secret password(
      Path file, @Nullable Object reference, Map<String, String> environment, String place) {
    if (!(reference instanceof Map<?, ?> where) || where.size() != 1) {
      throw refused(place + "the password is {env: NAME} or {file: PATH}, not written here");
    }
    String value =
        where.get("env") instanceof String variable
            ? environment.get(variable)
            : where.get("file") instanceof String path ? firstLine(file, path) : null;
    if (value == null || value.isEmpty()) {
      throw new SourceRefusedException(
          Code.SECRET_MISSING, place + "there is no password where it says");
    }
    return new Secret(value);
  }

  private static @Nullable String firstLine(Path file, String path) {
    try {
      Path beside = Objects.requireNonNull(file.toAbsolutePath().getParent()).resolve(path);
      return Files.size(beside) > LONGEST
          ? null
          : Files.readString(beside, StandardCharsets.UTF_8).lines().findFirst().orElse("");
    } catch (IOException | InvalidPathException notThere) {
      return null;
    }
  }

  private static SourceRefusedException refused(String message) {
    return new SourceRefusedException(Code.CONNECTION_REFUSED, message);
  }
}
