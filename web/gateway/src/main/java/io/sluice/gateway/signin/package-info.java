/**
 * Signing in and out: a user and a password become a session cookie that scripts cannot read.
 *
 * <p>{@link io.sluice.gateway.signin.SignInResource} speaks HTTP, {@link
 * io.sluice.gateway.signin.SignIns} is the use case, {@link io.sluice.gateway.signin.SignInLimiter}
 * decides who tried too often, and {@link io.sluice.gateway.signin.CatalogSessions} asks
 * catalog-server.
 */
@NullMarked
package io.sluice.gateway.signin;

import org.jspecify.annotations.NullMarked;
