/**
 * Questions to gates and how they are answered: accepted once, queued in the database, taken by a
 * worker under a lease with a fence, judged, and committed together with everything that follows
 * from the decision.
 */
@NullMarked
package io.sluice.quality.server.evaluation;

import org.jspecify.annotations.NullMarked;
