/**
 * The one door to Sluice: the page, signing in, and the three services on a single port.
 *
 * <p>A request passes four stops. {@code guard} looks at what arrived before anybody else does: a
 * target that could mean two things is refused, forged headers fall off, a session cookie becomes a
 * bearer token. Then the access module says who is calling. {@code route} decides, as a pure
 * function, which service a method and path belong to. {@code proxy} streams the request there and
 * the answer back. {@code signin} is the only thing that the gateway does by itself.
 */
@NullMarked
package io.sluice.gateway;

import org.jspecify.annotations.NullMarked;
