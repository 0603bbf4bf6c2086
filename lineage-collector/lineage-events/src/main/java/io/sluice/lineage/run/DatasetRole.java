package io.sluice.lineage.run;

import io.sluice.catalog.model.DatasetId;

/**
 * A dataset and what a job does with it.
 *
 * @param role whether it is read or written
 * @param dataset the dataset
 */
public record DatasetRole(Role role, DatasetId dataset) implements Comparable<DatasetRole> {

  /** What a job does with a dataset. */
  public enum Role {
    INPUT,
    OUTPUT
  }

  @Override
  public int compareTo(DatasetRole other) {
    int byRole = role.compareTo(other.role);
    return byRole != 0 ? byRole : dataset.compareTo(other.dataset);
  }
}
