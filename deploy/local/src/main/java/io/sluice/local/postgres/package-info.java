/**
 * The one store: PostgreSQL, durable.
 *
 * <p>{@link io.sluice.local.postgres.PostgresBinaries} unpacks the programs, {@link
 * io.sluice.local.postgres.Cluster} owns one data directory and its server, {@link
 * io.sluice.local.postgres.Provisioner} makes the roles that each see one schema, and {@link
 * io.sluice.local.postgres.ExternalDatabase} does the same on a server that the user brings. All
 * SQL of the launcher is in this package.
 */
@NullMarked
package io.sluice.local.postgres;

import org.jspecify.annotations.NullMarked;
