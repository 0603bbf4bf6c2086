package io.sluice.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** Settings of the guard that stands before every server. */
@ConfigMapping(prefix = "sluice.access")
public interface AccessConfig {

  /** Paths that need no token: exact ones, or with a trailing {@code /*} all below a folder. */
  @WithDefault("/q/health,/q/health/live,/q/health/ready,/q/health/started")
  List<String> openPaths();

  /** How long an answer about a good token is used before it is asked for again; 30 s at most. */
  @WithDefault("PT30S")
  Duration cacheFor();

  /** How long an answer about a bad token is used. */
  @WithDefault("PT5S")
  Duration cacheRefusalsFor();

  /** How long an answer about a good token goes on while catalog-server cannot be asked. */
  @WithDefault("PT24H")
  Duration staleFor();

  /** How many answers of each sort are kept. */
  @WithDefault("10000")
  int cacheSize();

  /** How long catalog-server may take to answer. */
  @WithDefault("PT3S")
  Duration timeout();
}
