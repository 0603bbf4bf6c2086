/**
 * Carries a request to its service and the answer back, streaming both ways and cancelling with the
 * client.
 *
 * <p>{@link io.sluice.gateway.proxy.Proxy} asks the route table, {@link
 * io.sluice.gateway.proxy.Exchange} is one request under way, {@link
 * io.sluice.gateway.proxy.Upstreams} holds the connections.
 */
@NullMarked
package io.sluice.gateway.proxy;

import org.jspecify.annotations.NullMarked;
