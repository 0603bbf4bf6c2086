package io.sluice.gateway.proxy;

import io.sluice.gateway.GatewaySettings;
import io.sluice.gateway.route.Service;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;

/**
 * The connections to the services. Where they are is settled at start; nothing in a request can
 * change it.
 */
@Singleton
public class Upstreams {

  private static final int LONGEST_HEAD = 64 * 1024;

  /** Far below the idle time after which a service closes a connection (30 minutes). */
  private static final int KEPT_SECONDS = 20;

  private final GatewaySettings settings;
  private final Map<Service, URI> bases;
  private final HttpClient client;
  private final HttpClient fresh;

  @Inject
  Upstreams(Vertx vertx, GatewaySettings settings) {
    this.settings = settings;
    this.bases = new EnumMap<>(Service.class);
    for (Service service : Service.values()) {
      bases.put(service, checked(service, baseOf(service, settings.services())));
    }
    this.client = vertx.createHttpClient(options().setKeepAliveTimeout(KEPT_SECONDS), pool());
    this.fresh = vertx.createHttpClient(options().setKeepAlive(false), pool());
  }

  private HttpClientOptions options() {
    return new HttpClientOptions()
        .setConnectTimeout(Math.toIntExact(settings.connectTimeout().toMillis()))
        .setMaxInitialLineLength(LONGEST_HEAD)
        .setMaxHeaderSize(LONGEST_HEAD);
  }

  private PoolOptions pool() {
    return new PoolOptions().setHttp1MaxSize(settings.maxConnections());
  }

  private static URI baseOf(Service service, GatewaySettings.Services services) {
    return switch (service) {
      case CATALOG -> services.catalog();
      case QUALITY -> services.quality();
      case LINEAGE -> services.lineage();
    };
  }

  private static URI checked(Service service, URI base) {
    boolean http = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    boolean bare = base.getRawPath() == null || base.getRawPath().isEmpty();
    if (!http || base.getHost() == null || !bare || base.getRawQuery() != null) {
      throw new IllegalArgumentException(
          "The URL of " + service.processName() + " must be http://host:port and no more: " + base);
    }
    return base;
  }

  /** Where a service is. */
  public URI base(Service service) {
    URI base = bases.get(service);
    if (base == null) {
      throw new IllegalStateException("no URL for " + service);
    }
    return base;
  }

  /** Opens a request to a service; the target goes into the request line as it is. */
  Future<HttpClientRequest> open(Service service, HttpMethod method, String rawTarget) {
    return open(client, service, method, rawTarget);
  }

  /** The same on a connection that nobody used before. */
  Future<HttpClientRequest> openFresh(Service service, HttpMethod method, String rawTarget) {
    return open(fresh, service, method, rawTarget);
  }

  private Future<HttpClientRequest> open(
      HttpClient from, Service service, HttpMethod method, String rawTarget) {
    URI base = base(service);
    boolean tls = "https".equals(base.getScheme());
    int port = base.getPort() >= 0 ? base.getPort() : tls ? 443 : 80;
    return from.request(
        new RequestOptions()
            .setHost(base.getHost())
            .setPort(port)
            .setSsl(tls)
            .setMethod(method)
            .setURI(rawTarget)
            .setConnectTimeout(settings.connectTimeout().toMillis()));
  }

  @PreDestroy
  void close() {
    var unused = client.close();
    var unusedToo = fresh.close();
  }
}
