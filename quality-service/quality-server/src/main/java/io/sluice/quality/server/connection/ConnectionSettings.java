package io.sluice.quality.server.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** Which databases this server may call, and where it finds their passwords. */
@ConfigMapping(prefix = "sluice.quality.connections")
public interface ConnectionSettings {

  /**
   * The hosts that may be called, each as {@code host} or {@code host:port}; {@code *.domain}
   * stands for every host below a domain that has a public address. Without any, no database is
   * called.
   */
  Optional<List<String>> allow();

  /** What the name of an environment variable that holds a password starts with. */
  @WithDefault("SLUICE_SECRET_")
  String envPrefix();

  /** The folder whose files hold passwords. */
  @WithDefault("${sluice.secrets.dir:${sluice.home:.sluice}/secrets/connections}")
  String secretsDirectory();
}
