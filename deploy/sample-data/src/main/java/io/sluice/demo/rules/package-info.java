/** The rule sets of the story, as a team would keep them beside its pipeline's code. */
@NullMarked
package io.sluice.demo.rules;

import org.jspecify.annotations.NullMarked;
