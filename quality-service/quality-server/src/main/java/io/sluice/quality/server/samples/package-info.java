/** Hides the values of failing rows from those who may not see them. */
@NullMarked
package io.sluice.quality.server.samples;

import org.jspecify.annotations.NullMarked;
