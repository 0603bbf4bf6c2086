/**
 * PostgreSQL by pushdown: every count, aggregate and key is computed by the server, in one
 * read-only transaction whose snapshot makes all of it the same data. Connections are checked
 * first: a role that could do more than read is refused.
 *
 * <p>Counts and aggregates share one scan; quantiles and distinct counts stay out of it, since they
 * would keep it from running in parallel.
 */
package io.sluice.quality.engine.postgres;
