package io.sluice.access.http;

import io.sluice.access.AccessConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The paths that need no token. */
@Singleton
public class OpenPaths {

  private final Set<String> exact = new HashSet<>();
  private final Set<String> folders = new HashSet<>();

  @Inject
  OpenPaths(AccessConfig config) {
    this(config.openPaths());
  }

  OpenPaths(List<String> patterns) {
    for (String pattern : patterns) {
      String path = pattern.strip();
      if (!path.startsWith("/") || path.equals("/*")) {
        throw new IllegalArgumentException(
            "sluice.access.open-paths: '" + path + "' must be a path below /, not everything");
      }
      if (path.endsWith("/*")) {
        folders.add(path.substring(0, path.length() - 1));
      } else {
        exact.add(path);
      }
    }
  }

  /** Whether that normalized path needs no token. */
  public boolean isOpen(String path) {
    if (exact.contains(path)) {
      return true;
    }
    return !hidesSomething(path) && folders.stream().anyMatch(path::startsWith);
  }

  /** Escapes that another reader of the path may take for a way out of the folder. */
  private static boolean hidesSomething(String path) {
    String lower = path.toLowerCase(Locale.ROOT);
    return lower.contains("%2f")
        || lower.contains("%5c")
        || lower.contains("%2e")
        || lower.contains("%25")
        || lower.contains("..")
        || lower.contains("\\")
        || lower.contains(";");
  }
}
