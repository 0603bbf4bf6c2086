/**
 * Who is calling, and what may they do? A {@link io.sluice.access.BearerToken} is turned into a
 * {@link io.sluice.access.Caller} by a {@link io.sluice.access.TokenAuthority}; the caller's {@link
 * io.sluice.access.Role roles} give it {@link io.sluice.access.Permission permissions}, which are
 * what routes ask for. {@link io.sluice.access.RemoteTokenAuthority} asks catalog-server and keeps
 * its answers for a short while; {@link io.sluice.access.CurrentCaller} hands the caller to a
 * resource.
 */
@NullMarked
package io.sluice.access;

import org.jspecify.annotations.NullMarked;
