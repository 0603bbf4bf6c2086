/** What this server asks the catalog: a dataset's schema, location and owners. */
@NullMarked
package io.sluice.quality.server.catalog;

import org.jspecify.annotations.NullMarked;
