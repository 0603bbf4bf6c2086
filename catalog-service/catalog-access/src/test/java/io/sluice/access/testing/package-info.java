/**
 * What the servers' tests share: {@link io.sluice.access.testing.CatalogDouble} stands in for
 * catalog-server over real HTTP, {@link io.sluice.access.testing.TestTokens} are the tokens it
 * knows, and {@link io.sluice.access.testing.PostgresResource} is a throw-away PostgreSQL.
 */
package io.sluice.access.testing;
