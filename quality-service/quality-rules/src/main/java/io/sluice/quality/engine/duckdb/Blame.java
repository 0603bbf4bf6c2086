package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.EvaluationException.Kind;
import java.nio.file.Path;
import java.sql.SQLException;

/** Makes a failure to read a file name that file, and nothing of where it lies. */
final class Blame {

  private Blame() {}

  /** Something that reads a file. */
  interface Reading<T> {
    T read() throws SQLException;
  }

  static <T> T on(Path path, Reading<T> reading) {
    try {
      return reading.read();
    } catch (SQLException failure) {
      throw named(path, DuckDbDialect.INSTANCE.words(failure), failure);
    } catch (EvaluationException failure) {
      throw failure.kind() == Kind.SOURCE_UNREADABLE
          ? named(path, String.valueOf(failure.getMessage()), failure)
          : failure;
    }
  }

  private static EvaluationException named(Path path, String words, Exception failure) {
    String name = String.valueOf(path.getFileName());
    String placed = words.replace(path.toString(), name);
    return new EvaluationException(
        Kind.SOURCE_UNREADABLE, placed.contains(name) ? placed : name + ": " + placed, failure);
  }
}
