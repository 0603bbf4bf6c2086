package io.sluice.quality.check;

import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.DatabaseConnection;

/** The databases that rules may name. */
@FunctionalInterface
public interface Connections {

  /**
   * How to reach a database, its secret looked up.
   *
   * @throws SourceRefusedException if there is no such connection, or it cannot be used
   */
  DatabaseConnection find(String name);

  /** None at all. */
  static Connections none() {
    return name -> {
      throw new SourceRefusedException(
          Code.CONNECTION_UNKNOWN, "there is no connection '" + name + "'");
    };
  }
}
