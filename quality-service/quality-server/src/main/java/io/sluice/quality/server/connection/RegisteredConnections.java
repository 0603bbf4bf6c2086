package io.sluice.quality.server.connection;

import io.sluice.quality.check.Connections;
import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.DatabaseConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds the database that a name stands for. Whether it may be called is asked at each use: the
 * list may have changed since it was registered, and so may the addresses of a name.
 */
@ApplicationScoped
public class RegisteredConnections implements Connections {

  private final ConnectionStore store;
  private final AllowList allowed;
  private final Passwords passwords;

  /** Finds them in the given store, within the given settings. */
  @Inject
  public RegisteredConnections(ConnectionStore store, ConnectionSettings settings) {
    this.store = store;
    allowed = new AllowList(settings.allow().orElse(List.of()));
    passwords = new Passwords(Path.of(settings.secretsDirectory()), System::getenv);
  }

  @Override
  public DatabaseConnection find(String name) {
    RegisteredConnection found =
        store
            .find(name)
            .orElseThrow(
                () ->
                    new SourceRefusedException(
                        Code.CONNECTION_UNKNOWN, "there is no connection '" + name + "'"));
    String refusal = refusal(found);
    if (refusal != null) {
      throw new SourceRefusedException(Code.CONNECTION_REFUSED, refusal);
    }
    return new DatabaseConnection(found.address(), found.user(), passwords.find(found.password()));
  }

  /** Why a database may not be called; null if it may. */
  @Nullable String refusal(RegisteredConnection connection) {
    return allowed.refusal(connection.address());
  }
}
