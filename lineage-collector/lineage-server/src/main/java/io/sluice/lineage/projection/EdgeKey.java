package io.sluice.lineage.projection;

import io.sluice.lineage.run.DatasetRole;
import java.util.UUID;

/**
 * Which edge: a job, a dataset and what the job does with it.
 *
 * @param job the job's id
 * @param dataset the dataset's id
 * @param role whether it is read or written
 */
public record EdgeKey(UUID job, UUID dataset, DatasetRole.Role role) {}
