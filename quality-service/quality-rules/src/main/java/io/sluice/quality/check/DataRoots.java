package io.sluice.quality.check;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The directories that files may be read from, with links resolved. */
final class DataRoots {

  private final List<Path> roots;

  DataRoots(List<Path> roots) {
    this.roots = roots.stream().map(DataRoots::real).toList();
  }

  /** The directories. */
  List<Path> directories() {
    return roots;
  }

  /** Whether a path, with links resolved, is a file within a root. */
  boolean contains(Path path) {
    return realFile(path).isPresent();
  }

  /** The real path of a file within a root. */
  Optional<Path> realFile(Path path) {
    try {
      Path real = path.toRealPath();
      boolean within = roots.stream().anyMatch(real::startsWith);
      return within && Files.isRegularFile(real) ? Optional.of(real) : Optional.empty();
    } catch (IOException notThere) {
      return Optional.empty();
    }
  }

  /** A root that does not exist yet stays as it is named. */
  private static Path real(Path root) {
    try {
      return root.toRealPath();
    } catch (IOException notThere) {
      return root.toAbsolutePath().normalize();
    }
  }
}
