package io.sluice.quality.sdk.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the rule files that a command line names: files as they are, and all below directories. */
public final class RuleFiles {

  private static final int MOST_FILES = 1_000;
  private static final int DEEPEST = 16;

  private RuleFiles() {}

  /** Thrown when an argument names no rule file. */
  public static final class NotUsable extends Exception {
    private static final long serialVersionUID = 1L;

    NotUsable(String message) {
      super(message);
    }
  }

  /**
   * A rule file.
   *
   * @param file the file, as the command line leads to it
   * @param label its name in reports: without its ending, and within a directory with the way to it
   */
  public record Found(Path file, String label) {}

  /**
   * The rule files, in the order of the arguments and of a directory by name; each file once.
   *
   * @throws NotUsable if an argument names nothing, or a directory without any rule file
   */
  public static List<Found> find(List<Path> arguments) throws NotUsable {
    List<Found> found = new ArrayList<>();
    Set<Path> seen = new HashSet<>();
    for (Path argument : arguments) {
      List<Path> files = Files.isDirectory(argument) ? below(argument) : List.of(argument);
      for (Path file : files) {
        if (seen.add(real(file))) {
          found.add(new Found(file, label(argument, file)));
        }
      }
      if (found.size() > MOST_FILES) {
        throw new NotUsable("more than " + MOST_FILES + " rule files");
      }
    }
    return found;
  }

  /** Whether the arguments may name more than one rule file, whatever they name today. */
  public static boolean mayBeMany(List<Path> arguments) {
    return arguments.size() != 1 || Files.isDirectory(arguments.get(0));
  }

  private static List<Path> below(Path directory) throws NotUsable {
    try (Stream<Path> walk = Files.walk(directory, DEEPEST, FileVisitOption.FOLLOW_LINKS)) {
      List<Path> files =
          walk.filter(file -> isRuleFile(directory.relativize(file)))
              .filter(Files::isRegularFile)
              .limit(MOST_FILES + 1L)
              .sorted()
              .toList();
      if (files.isEmpty()) {
        throw new NotUsable("no rule file (*.yaml, *.yml, *.json) in " + directory);
      }
      return files;
    } catch (IOException | UncheckedIOException unreadable) {
      throw new NotUsable("cannot look for rule files in " + unreadable.getMessage());
    }
  }

  /** Hidden files and directories belong to tools, not to authors. */
  private static boolean isRuleFile(Path relative) {
    for (Path part : relative) {
      if (part.toString().startsWith(".")) {
        return false;
      }
    }
    String name = relative.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
  }

  private static String label(Path argument, Path file) {
    Path shown = Files.isDirectory(argument) ? argument.relativize(file) : file.getFileName();
    String name = String.valueOf(shown);
    int dot = name.lastIndexOf('.');
    return dot > 0 ? name.substring(0, dot) : name;
  }

  private static Path real(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException missing) {
      // Told when it is read, with its name.
      return file.toAbsolutePath().normalize();
    }
  }
}
