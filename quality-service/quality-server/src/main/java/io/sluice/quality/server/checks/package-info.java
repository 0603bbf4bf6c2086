/** Judging rules against a source with nothing registered and nothing kept. */
@NullMarked
package io.sluice.quality.server.checks;

import org.jspecify.annotations.NullMarked;
