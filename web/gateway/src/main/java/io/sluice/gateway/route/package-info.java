/**
 * Which service a request belongs to: pure decisions over the raw request target, without HTTP
 * classes.
 *
 * <p>{@link io.sluice.gateway.route.RequestTarget} refuses every target that two parsers could read
 * differently; {@link io.sluice.gateway.route.RouteTable} is the table of public routes.
 */
@NullMarked
package io.sluice.gateway.route;

import org.jspecify.annotations.NullMarked;
