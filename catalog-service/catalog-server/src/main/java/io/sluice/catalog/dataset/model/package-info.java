/**
 * Datasets as the catalog keeps them, and the pure decisions about them: what a registration
 * changes ({@link io.sluice.catalog.dataset.model.DatasetChange}), who may change it ({@link
 * io.sluice.catalog.dataset.model.DatasetRights}), whether columns make a new schema version.
 */
@NullMarked
package io.sluice.catalog.dataset.model;

import org.jspecify.annotations.NullMarked;
