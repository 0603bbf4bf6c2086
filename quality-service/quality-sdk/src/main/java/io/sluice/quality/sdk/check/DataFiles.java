package io.sluice.quality.sdk.check;

import io.sluice.quality.engine.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Turns the files and globs of a command line into real paths. */
public final class DataFiles {

  private static final int MOST_FILES = 10_000;
  private static final int DEEPEST = 16;

  private DataFiles() {}

  /** Thrown when an argument names no usable file. */
  public static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1L;

    NotUsable(String message) {
      super(message);
    }
  }

  /**
   * The real paths of all arguments, in their order; the files of a glob or directory by name. A
   * directory stands for every data file below it, which are of one format; names such as {@code
   * day=1} on the way to them become columns when they are read.
   *
   * @throws NotUsable if an argument names no file, files of several formats, or too many files
   */
  public static List<Path> resolve(List<String> arguments) throws NotUsable {
    List<Path> files = new ArrayList<>();
    for (String argument : arguments) {
      Path path = Path.of(argument);
      // A file of that very name wins over the glob that the name may also be.
      if (Files.isDirectory(path)) {
        files.addAll(below(path));
      } else if (Files.exists(path) || !isGlob(argument)) {
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

  private static List<Path> below(Path directory) throws NotUsable {
    List<Path> files = new ArrayList<>();
    FileFormat format = null;
    try (Stream<Path> walk = Files.walk(directory, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> found =
          walk.filter(path -> !belongsToATool(directory.relativize(path)))
              .filter(Files::isRegularFile)
              .filter(path -> formatOf(path) != null)
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      for (Path path : found) {
        if (format != null && format != formatOf(path)) {
          throw new NotUsable(
              directory
                  + " has files of several formats; name some, for example '"
                  + directory
                  + "/**.csv'");
        }
        format = formatOf(path);
        files.add(file(path));
      }
    } catch (IOException | UncheckedIOException unreadable) {
      throw new NotUsable("cannot look for files in " + unreadable.getMessage());
    }
    if (files.isEmpty()) {
      throw new NotUsable("no data file (csv, tsv, parquet, json, ndjson) in " + directory);
    }
    return files;
  }

  /** Spark and others leave files like _SUCCESS and .part.crc among the data. */
  private static boolean belongsToATool(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".") || part.toString().startsWith("_")) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable FileFormat formatOf(Path path) {
    return FileFormat.ofFileName(path.getFileName().toString()).orElse(null);
  }

  private static Path file(Path path) throws NotUsable {
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

  /** A name with a bracket is a file's name more often than a pattern gone wrong. */
  private static PathMatcher matcher(String argument) throws NotUsable {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + argument);
    } catch (PatternSyntaxException unfit) {
      throw new NotUsable("no such file: " + argument + " (and it is no pattern: brackets)");
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
    PathMatcher matcher = matcher(argument);
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
    } catch (IOException | UncheckedIOException unreadable) {
      throw new NotUsable("cannot look for " + argument + ": " + unreadable.getMessage());
    }
  }
}
