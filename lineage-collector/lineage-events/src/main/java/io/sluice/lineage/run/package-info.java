/**
 * What is known of a run after any set of its events: {@link io.sluice.lineage.run.RunState#merge}
 * is commutative, associative and idempotent, so neither the order nor the repetition of events
 * changes the answer.
 */
package io.sluice.lineage.run;
