/**
 * Halts: what a dataset's own rules stopped, until that batch passes or someone releases it. Halts
 * that reach a gate from upstream are worked out at each decision ({@link
 * io.sluice.quality.server.halt.UpstreamHalts}) and never stored.
 */
@NullMarked
package io.sluice.quality.server.halt;

import org.jspecify.annotations.NullMarked;
