/**
 * The log of events: what {@link io.sluice.lineage.log.GroupCommit} appends, many requests in one
 * transaction, and everybody else reads in order of position. It is the truth; all else is built
 * from it.
 */
package io.sluice.lineage.log;
