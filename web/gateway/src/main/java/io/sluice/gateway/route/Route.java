package io.sluice.gateway.route;

/** Where a request goes. */
public sealed interface Route {

  /** To a service, under the same path. */
  record Forward(Service service) implements Route {}

  /** A declared path, but not with this method; {@code allow} lists the ones it has. */
  record MethodNotAllowed(String allow) implements Route {}

  /** Not a proxied path: the gateway answers itself, or nobody does. */
  record Own() implements Route {}
}
