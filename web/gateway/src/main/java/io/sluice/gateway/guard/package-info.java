/**
 * What every request meets first: odd targets, forged headers, foreign origins and oversized bodies
 * stop here.
 *
 * <p>{@link io.sluice.gateway.guard.FrontDoor} is the filter; the decisions it takes are the small
 * pure classes beside it.
 */
@NullMarked
package io.sluice.gateway.guard;

import org.jspecify.annotations.NullMarked;
