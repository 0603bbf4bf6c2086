/**
 * Runs as people ask for them: lists, what became of those that never ended, which run read what
 * which other wrote, and which trouble upstream came first.
 */
package io.sluice.lineage.runs;
