/**
 * The guard before every route. {@link io.sluice.access.http.BearerMechanism} takes the token from
 * the request, {@link io.sluice.access.http.BearerIdentityProvider} asks the authority whose it is,
 * and {@link io.sluice.access.http.PathGuard} lets nobody unknown past, on any path but the open
 * ones. Which permission a route needs is said at the route.
 */
@NullMarked
package io.sluice.access.http;

import org.jspecify.annotations.NullMarked;
