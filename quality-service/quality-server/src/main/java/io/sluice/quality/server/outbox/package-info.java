/**
 * Tells lineage of every evaluation. Events are written in the decision's own transaction and
 * delivered afterwards, in order for each evaluation, again and again until lineage has them; the
 * gate never waits for it. Delivering twice does no harm: run ids and content are fixed when the
 * event is written.
 */
@NullMarked
package io.sluice.quality.server.outbox;

import org.jspecify.annotations.NullMarked;
