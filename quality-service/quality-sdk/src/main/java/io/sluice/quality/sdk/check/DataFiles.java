package io.sluice.quality.sdk.check;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Turns the files and globs of a command line into real paths. */
public final class DataFiles {

  private static final int MOST_FILES = 10_000;

  private DataFiles() {}

  /** Thrown when an argument names no usable file. */
  public static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1L;

    NotUsable(String message) {
      super(message);
    }
  }

  /**
   * The real paths of all arguments, in their order; the files of a glob sorted by name.
   *
   * @throws NotUsable if an argument names no file, a directory, or too many files
   */
  public static List<Path> resolve(List<String> arguments) throws NotUsable {
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      // A file of that very name wins over the glob that the name may also be.
      if (Files.exists(path) || !isGlob(argument)) {
        files.add(file(path));
      } else {
        files.addAll(glob(argument));
      }
      if (files.size() > MOST_FILES) {
        throw new NotUsable("more than " + MOST_FILES + " files");
      }
    }
    return files;
  }

  private static boolean isGlob(String argument) {
    return argument.chars().anyMatch(c -> c == '*' || c == '?' || c == '[' || c == '{');
  }

  private static Path file(Path path) throws NotUsable {
    if (Files.isDirectory(path)) {
      throw new NotUsable(
          path + " is a directory; name its files, for example '" + path + "/*.csv'");
    }
    if (!Files.exists(path)) {
      throw new NotUsable("no such file: " + path);
    }
    if (!Files.isReadable(path)) {
      throw new NotUsable("cannot read " + path);
    }
    try {
      return path.toRealPath();
    } catch (IOException gone) {
      throw new NotUsable("cannot read " + path + ": " + gone.getMessage());
    }
  }

  private static List<Path> glob(String argument) throws NotUsable {
    Path pattern = Path.of(argument);
    Path base = pattern.isAbsolute() ? pattern.getRoot() : Path.of("");
    int fixed = 0;
    while (fixed < pattern.getNameCount() - 1 && !isGlob(pattern.getName(fixed).toString())) {
      base = base == null ? pattern.getName(fixed) : base.resolve(pattern.getName(fixed));
      fixed++;
    }
    Path start = base == null ? Path.of("") : base;
    // Without ** the walk goes no deeper than the pattern does.
    int depth = argument.contains("**") ? Integer.MAX_VALUE : pattern.getNameCount() - fixed;
    PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + argument);
    try (Stream<Path> walk = Files.walk(start, depth, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          walk.filter(matcher::matches)
              .filter(Files::isRegularFile)
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      List<Path> real = new ArrayList<>();
      for (Path path : found) {
        real.add(file(path));
      }
      if (real.isEmpty()) {
        throw new NotUsable("no file matches " + argument);
      }
      return real;
    } catch (IOException | java.io.UncheckedIOException unreadable) {
      throw new NotUsable("cannot look for " + argument + ": " + unreadable.getMessage());
    }
  }
}
