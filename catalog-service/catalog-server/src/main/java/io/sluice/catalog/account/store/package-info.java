/** Accounts, sessions and the local user in PostgreSQL. */
@NullMarked
package io.sluice.catalog.account.store;

import org.jspecify.annotations.NullMarked;
