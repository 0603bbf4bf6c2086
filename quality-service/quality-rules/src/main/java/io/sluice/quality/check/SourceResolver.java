package io.sluice.quality.check;

import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.engine.Source;
import io.sluice.quality.engine.TableSource;
import io.sluice.quality.rule.SourceSpec;
import io.sluice.quality.rule.TableSpec;
import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Turns what a rule set or a request names into real files within the data roots, or a table of a
 * known connection.
 */
public final class SourceResolver {

  /** What stands for the batch in a path. */
  public static final String BATCH = "${batch}";

  private static final int MAX_FILES = 10_000;
  private static final int MAX_VISITED = 200_000;
  private static final int MAX_DEPTH = 12;
  private static final int MAX_BATCH = 256;
  private static final Pattern GLOB_CHARACTERS = Pattern.compile("[*?\\[\\]{}\\\\]");

  private final DataRoots roots;
  private final Connections connections;

  /** A resolver for those directories that knows no connection. */
  public SourceResolver(List<Path> roots) {
    this(roots, Connections.none());
  }

  /** A resolver for those directories and connections. */
  public SourceResolver(List<Path> roots, Connections connections) {
    this.roots = new DataRoots(roots);
    this.connections = connections;
  }

  /**
   * The files, or the table.
   *
   * @throws SourceRefusedException if a path leaves the roots, matches nothing, or needs a batch,
   *     or if the connection is unknown or cannot be used
   */
  public Source source(SourceSpec spec, @Nullable String batch) {
    TableSpec table = spec.table();
    if (table == null) {
      return resolve(spec, batch);
    }
    String query = table.query();
    boolean needsBatch = query != null && query.contains(BATCH);
    if (needsBatch && batch == null) {
      throw refused(Code.BATCH_MISSING, "the query needs a batch");
    }
    if (needsBatch && String.valueOf(batch).codePoints().anyMatch(Character::isISOControl)) {
      throw refused(Code.BATCH_INVALID, "the batch id cannot be part of a query");
    }
    return new TableSource(
        connections.find(table.connection()), table.table(), query, needsBatch ? batch : null);
  }

  /**
   * The real files, in the order named; those of a glob by name.
   *
   * @throws SourceRefusedException if a path leaves the roots, matches nothing, or needs a batch
   */
  public FileSource resolve(SourceSpec spec, @Nullable String batch) {
    if (spec.table() != null) {
      throw refused(Code.CONNECTION_UNKNOWN, "files are needed here, not a table");
    }
    List<Path> files = new ArrayList<>();
    for (String named : spec.paths()) {
      files.addAll(resolve(withBatch(named, batch), named));
      if (files.size() > MAX_FILES) {
        throw refused(Code.TOO_MANY_FILES, "more than " + MAX_FILES + " files match");
      }
    }
    Optional<FileFormat> format = Optional.empty();
    if (spec.format() != null) {
      format = FileFormat.named(spec.format());
    }
    if (format.isEmpty()) {
      format =
          spec.format() == null
              ? FileFormat.ofFileName(files.get(0).getFileName().toString())
              : format;
    }
    if (format.isEmpty()) {
      String what = spec.format() == null ? files.get(0).getFileName().toString() : spec.format();
      throw refused(
          Code.FORMAT_UNKNOWN,
          "the format of '" + what + "' is unknown; say csv, parquet, json or ndjson");
    }
    return new FileSource(files, format, spec.options());
  }

  private static String withBatch(String path, @Nullable String batch) {
    if (!path.contains(BATCH)) {
      return path;
    }
    if (batch == null) {
      throw refused(Code.BATCH_MISSING, "'" + path + "' needs a batch");
    }
    boolean climbs = List.of(batch.split("/", -1)).contains("..") || batch.startsWith("/");
    if (batch.isBlank()
        || batch.length() > MAX_BATCH
        || climbs
        || batch.codePoints().anyMatch(Character::isISOControl)
        || batch.contains("${")
        || GLOB_CHARACTERS.matcher(batch).find()) {
      throw refused(Code.BATCH_INVALID, "the batch id cannot be part of a path");
    }
    return path.replace(BATCH, batch);
  }

  private List<Path> resolve(String path, String named) {
    if (path.indexOf('\0') >= 0 || List.of(path.split("/", -1)).contains("..")) {
      throw refused(Code.OUTSIDE_ROOTS, "'" + named + "' leaves the data roots");
    }
    try {
      return GLOB_CHARACTERS.matcher(path).find()
          ? glob(path, named)
          : List.of(single(path, named));
    } catch (InvalidPathException | PatternSyntaxException invalid) {
      throw refused(Code.NOT_FOUND, "'" + named + "' is not a path");
    }
  }

  private Path single(String path, String named) {
    boolean outside = false;
    for (Path candidate : candidates(path)) {
      Optional<Path> file = roots.realFile(candidate);
      if (file.isPresent()) {
        return file.get();
      }
      outside |= Files.exists(candidate) && !Files.isDirectory(candidate);
    }
    // The same words whether or not something is there: outside the roots nothing is told.
    boolean elsewhere = Path.of(path).isAbsolute() && !withinRoots(Path.of(path));
    throw outside || elsewhere
        ? refused(Code.OUTSIDE_ROOTS, "'" + named + "' is not within the data roots")
        : refused(Code.NOT_FOUND, "there is no file '" + path + "' within the data roots");
  }

  private boolean withinRoots(Path path) {
    return roots.directories().stream().anyMatch(path.normalize()::startsWith);
  }

  private List<Path> candidates(String path) {
    if (Path.of(path).isAbsolute()) {
      return List.of(Path.of(path));
    }
    return roots.directories().stream().map(root -> root.resolve(path)).toList();
  }

  private List<Path> glob(String pattern, String named) {
    Set<Path> found = new TreeSet<>();
    for (Path root : roots.directories()) {
      boolean absolute = pattern.startsWith("/");
      String full = absolute ? pattern : escaped(root.toString()) + "/" + pattern;
      walk(root, matcher(full, named), found);
      if (!found.isEmpty()) {
        return List.copyOf(found);
      }
    }
    throw refused(Code.NOT_FOUND, "no file within the data roots matches '" + named + "'");
  }

  private static PathMatcher matcher(String pattern, String named) {
    try {
      return FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException unfit) {
      throw refused(
          Code.NOT_FOUND,
          "there is no file '" + named + "' within the data roots, and it is no pattern either");
    }
  }

  private static String escaped(String path) {
    return GLOB_CHARACTERS.matcher(path).replaceAll(found -> "\\\\\\\\" + found.group());
  }

  /**
   * Links to directories are not followed; a link to a file counts if its target is within a root.
   */
  private void walk(Path root, PathMatcher matcher, Set<Path> found) {
    int[] visited = {0};
    try {
      Files.walkFileTree(
          root,
          java.util.EnumSet.noneOf(java.nio.file.FileVisitOption.class),
          MAX_DEPTH,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (++visited[0] > MAX_VISITED || found.size() > MAX_FILES) {
                throw refused(Code.TOO_MANY_FILES, "too many files to search");
              }
              if (matcher.matches(file)) {
                roots.realFile(file).ifPresent(found::add);
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException failure) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException failure) {
      throw new java.io.UncheckedIOException(failure);
    }
  }

  private static SourceRefusedException refused(Code code, String message) {
    return new SourceRefusedException(code, message);
  }
}
