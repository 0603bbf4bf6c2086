/**
 * The whole platform: which parts it has, what each is told at its start, bringing all up side by
 * side, finding out how they are, and taking them down.
 *
 * <p>A part that runs is left alone if it was started with what it would be started with now (its
 * {@link io.sluice.local.platform.Launch#fingerprint fingerprint}); else it is started again. So
 * {@code up} repairs a platform of which one process was killed, and picks up a new build or a new
 * data root, without touching the rest.
 */
@NullMarked
package io.sluice.local.platform;

import org.jspecify.annotations.NullMarked;
