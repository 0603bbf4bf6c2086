/** The audit log in PostgreSQL, which itself refuses to change or delete an entry. */
@NullMarked
package io.sluice.catalog.audit.store;

import org.jspecify.annotations.NullMarked;
