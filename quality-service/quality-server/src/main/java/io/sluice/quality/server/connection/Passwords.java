package io.sluice.quality.server.connection;

import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Looks passwords up where references say; a file counts only if it lies in the folder. */
final class Passwords {

  private static final int LONGEST = 4096;

  private final Path directory;
  private final Function<String, @Nullable String> environment;

  Passwords(Path directory, Function<String, @Nullable String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /**
   * The password.
   *
   * @throws SourceRefusedException if there is none
   */
  Secret find(SecretReference reference) {
    String value =
        switch (reference.kind()) {
          case ENV -> environment.apply(reference.name());
          case FILE -> file(reference.name());
        };
    if (value == null || value.isEmpty()) {
      throw new SourceRefusedException(
          Code.SECRET_MISSING,
          reference.kind() == SecretReference.Kind.ENV
              ? "the environment variable " + reference.name() + " holds no password"
              : "there is no secret file '" + reference.name() + "'");
    }
    return new Secret(value);
  }

  private @Nullable String file(String name) {
    try {
      Path folder = directory.toRealPath();
      Path file = folder.resolve(name).toRealPath();
      if (!file.startsWith(folder) || !Files.isRegularFile(file) || Files.size(file) > LONGEST) {
        return null;
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      int end = text.indexOf('\n');
      return (end < 0 ? text : text.substring(0, end)).replace("\r", "");
    } catch (IOException notThere) {
      return null;
    }
  }
}
