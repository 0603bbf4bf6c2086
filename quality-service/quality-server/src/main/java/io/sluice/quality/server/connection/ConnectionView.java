package io.sluice.quality.server.connection;

import java.time.Instant;
import java.util.Map;

/**
 * A connection as answers show it.
 *
 * @param name what rules call it
 * @param type {@code postgresql}
 * @param url its JDBC URL
 * @param user the role to be there
 * @param password where the role's password lies: {@code env} or {@code file}, with its name
 * @param updatedAt when it was registered last
 * @param updatedBy by whom
 */
public record ConnectionView(
    String name,
    String type,
    String url,
    String user,
    Map<String, String> password,
    Instant updatedAt,
    String updatedBy) {

  /** Copies the reference. */
  public ConnectionView {
    password = Map.copyOf(password);
  }

  static ConnectionView of(RegisteredConnection connection) {
    return new ConnectionView(
        connection.name(),
        ConnectionReader.TYPE,
        connection.address().url(),
        connection.user(),
        Map.of(connection.password().kind().written(), connection.password().name()),
        connection.updatedAt(),
        connection.updatedBy());
  }
}
