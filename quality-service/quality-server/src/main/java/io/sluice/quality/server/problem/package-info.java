/** The problems that only quality-server has. */
@NullMarked
package io.sluice.quality.server.problem;

import org.jspecify.annotations.NullMarked;
