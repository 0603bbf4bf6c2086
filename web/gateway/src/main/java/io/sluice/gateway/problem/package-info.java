/** The problems that only a gateway has, and how to write one outside of a resource. */
@NullMarked
package io.sluice.gateway.problem;

import org.jspecify.annotations.NullMarked;
