/** Datasets and schema versions in PostgreSQL; nothing else sees tables or SQL. */
@NullMarked
package io.sluice.catalog.dataset.store;

import org.jspecify.annotations.NullMarked;
