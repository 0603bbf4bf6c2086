package io.sluice.local.postgres;

import io.sluice.local.home.Secrets;
import io.sluice.local.home.SluiceHome;
import io.sluice.local.process.TcpPort;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/** A real server in a directory of its own, for tests that need one to work against. */
public final class RunningServer implements AutoCloseable {

  private final SluiceHome home;
  private final Secrets secrets;
  private final Cluster cluster;
  private final Cluster.Running running;

  private RunningServer(SluiceHome home, Secrets secrets, Cluster cluster, int port) {
    this.home = home;
    this.secrets = secrets;
    this.cluster = cluster;
    this.running = cluster.start(port);
  }

  /** Makes the server if need be and starts it. */
  public static RunningServer in(Path directory) throws IOException {
    SluiceHome home = new SluiceHome(directory).create();
    TemplateCluster.copyInto(home);
    Secrets secrets = new Secrets(home.secrets(), new SecureRandom());
    secrets.ensureBootstrap();
    Cluster cluster = new Cluster(home, SharedBinaries.get());
    cluster.initialise(secrets.databasePasswordFile(ServiceRole.SUPERUSER));
    return new RunningServer(home, secrets, cluster, TcpPort.freeFrom("127.0.0.1", 18430));
  }

  /** Its home. */
  public SluiceHome home() {
    return home;
  }

  /** Its secrets. */
  public Secrets secrets() {
    return secrets;
  }

  /** Where it listens. */
  public int port() {
    return running.port();
  }

  /** Makes the roles and databases. */
  public Databases provision() {
    return new Provisioner(secrets, port()).provision();
  }

  /** Runs statements as the superuser. */
  public void execute(String database, String... statements) throws SQLException {
    try (Connection connection = connect(database)) {
      Sql.execute(connection, statements);
    }
  }

  /** The first value of a query as the superuser. */
  public Optional<String> value(String database, String query) throws SQLException {
    try (Connection connection = connect(database)) {
      return Sql.value(connection, query);
    }
  }

  /** A connection as the superuser. */
  public Connection connect(String database) throws SQLException {
    return Sql.connect(new Provisioner(secrets, port()).superuser(database));
  }

  @Override
  public void close() {
    cluster.stop();
  }
}
