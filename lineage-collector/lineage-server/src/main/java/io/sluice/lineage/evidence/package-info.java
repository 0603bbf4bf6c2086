/**
 * What runs and other tools reported of datasets beyond lineage: checks and what came of them,
 * measurements, volumes, which part was read or written, tags. The newest report of each run holds.
 */
package io.sluice.lineage.evidence;
