package io.sluice.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** What an operator can set on the gateway. */
@ConfigMapping(prefix = "sluice.gateway")
public interface GatewaySettings {

  /** Where the services are. */
  Services services();

  /**
   * What people type into a browser; it decides about the cookie's Secure mark and the page's own
   * origin.
   */
  URI publicUrl();

  /**
   * The gateway's own service-account token, with which it asks catalog-server for sessions;
   * without it nobody can sign in.
   */
  Optional<String> serviceToken();

  /** The greatest request body that is passed on. */
  @WithDefault("8M")
  MemorySize maxBody();

  /** How long to wait for a connection to a service. */
  @WithDefault("2S")
  Duration connectTimeout();

  /** How long a service may stay silent; longer than a gate's longest wait. */
  @WithDefault("60S")
  Duration responseTimeout();

  /** Connections to each service; a waiting gate holds one. */
  @WithDefault("1024")
  int maxConnections();

  /** How failed sign-ins are slowed down. */
  SignIn signIn();

  /** Base URLs, without path. */
  interface Services {
    URI catalog();

    URI quality();

    URI lineage();
  }

  /** Limits on failed sign-ins. */
  interface SignIn {
    /** Failures of one user in the window. */
    @WithDefault("5")
    int failuresPerUser();

    /** Failures from one address in the window. */
    @WithDefault("30")
    int failuresPerAddress();

    /** The window. */
    @WithDefault("5M")
    Duration window();
  }
}
