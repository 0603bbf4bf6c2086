/**
 * What the log says, in tables that reads are cheap on. {@link
 * io.sluice.lineage.projection.Projector} follows the log in order and applies each stretch in one
 * transaction together with the position it reached; {@link
 * io.sluice.lineage.projection.ProjectionBatch} and {@link io.sluice.lineage.projection.EdgeBook}
 * decide, purely, what changes; the stores write it. Building it again from the log gives the same
 * tables.
 */
package io.sluice.lineage.projection;
