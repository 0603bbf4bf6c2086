package io.sluice.local.home;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** Whole directories: deleting them, and staying inside them. */
public final class FileTree {

  private FileTree() {}

  /** Deletes a directory with all it holds, if it is there; links are not followed. */
  public static void delete(Path directory) throws IOException {
    if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        directory,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, @Nullable IOException failure)
              throws IOException {
            if (failure != null) {
              throw failure;
            }
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Deletes what can be deleted, while another failure is on its way to the user. */
  public static void deleteQuietly(Path directory) {
    try {
      delete(directory);
    } catch (IOException e) {
      directory.toFile().deleteOnExit();
    }
  }

  /** The path of an archive's entry, which must not leave the directory. */
  public static Path inside(Path directory, String entry) throws IOException {
    Path target = directory.resolve(entry).normalize();
    if (!target.startsWith(directory)) {
      throw new IOException("the archive's entry " + entry + " leaves its directory");
    }
    return target;
  }

  /** Makes the directory that a file goes into. */
  public static void createParent(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}
