/**
 * Passes accepted events on to other OpenLineage backends: each target is told the log in order,
 * from a position of its own that outlives restarts, by one instance at a time. Taking events in
 * knows nothing of it.
 */
@org.jspecify.annotations.NullMarked
package io.sluice.lineage.forward;
