/**
 * How the stores of this server reach PostgreSQL: one place that opens transactions and binds
 * values.
 */
@NullMarked
package io.sluice.quality.server.database;

import org.jspecify.annotations.NullMarked;
