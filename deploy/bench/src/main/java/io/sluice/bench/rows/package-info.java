/** Predicates on rows that lie in memory, and the ways to evaluate them that are compared. */
package io.sluice.bench.rows;
