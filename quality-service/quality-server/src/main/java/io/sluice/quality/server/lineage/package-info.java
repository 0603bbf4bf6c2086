/**
 * What this server asks lineage: what lies downstream of halted datasets. Answers are kept for as
 * long as lineage's log stands where it stood.
 */
@NullMarked
package io.sluice.quality.server.lineage;

import org.jspecify.annotations.NullMarked;
