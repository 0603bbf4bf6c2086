package io.sluice.e2e;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where things are in the work tree. */
final class Tree {

  private Tree() {}

  /** The directory of the script {@code sluice}. */
  static Path root() {
    for (Path at = module(); at != null; at = at.getParent()) {
      if (Files.isExecutable(at.resolve("sluice")) && Files.exists(at.resolve("pom.xml"))) {
        return at;
      }
    }
    throw new IllegalStateException("there is no script sluice above " + module());
  }

  static Path module() {
    return Path.of(System.getProperty("e2e.directory", "")).toAbsolutePath();
  }

  /** A place that a test may write to. */
  static Path target(String name) {
    return module().resolve("target").resolve(name);
  }
}
