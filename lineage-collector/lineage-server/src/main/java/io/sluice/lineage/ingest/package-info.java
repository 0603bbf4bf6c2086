/**
 * The way in: bound, inflate, parse, recognise, redact, check the token's datasets, append, answer.
 * What is no event goes to the dead letters and is answered with a problem.
 */
package io.sluice.lineage.ingest;
