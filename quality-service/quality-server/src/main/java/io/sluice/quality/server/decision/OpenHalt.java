package io.sluice.quality.server.decision;

import io.sluice.catalog.model.DatasetId;
import java.util.UUID;

/**
 * A halt that has not ended, as far as it matters to other gates.
 *
 * @param id its id
 * @param gate the gate that halted
 * @param dataset that gate's dataset
 * @param batch the halted batch; empty for the dataset as a whole
 */
public record OpenHalt(UUID id, String gate, DatasetId dataset, String batch) {}
