package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;

/**
 * A dataset as one event mentions it.
 *
 * @param id the dataset
 * @param facets what the event says about the dataset itself
 * @param roleFacets what it says about this reading (inputFacets) or writing (outputFacets)
 */
public record DatasetUse(DatasetId id, ObjectNode facets, ObjectNode roleFacets) {}
