/**
 * What was sent but is no event: kept with the reason, to be looked at and, once the reason is
 * gone, replayed.
 */
package io.sluice.lineage.deadletter;
