package io.sluice.catalog.dataset.model;

import io.sluice.catalog.model.Owner;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a request wants a dataset to be; what it leaves out stays as it is.
 *
 * @param description the new description
 * @param location the new location
 * @param owners all owners from now on
 * @param tags all tags from now on
 */
public record DatasetChange(
    Optional<String> description,
    Optional<Location> location,
    Optional<List<Owner>> owners,
    Optional<Set<String>> tags) {

  /** A change of the owners alone. */
  public static DatasetChange ofOwners(List<Owner> owners) {
    return new DatasetChange(
        Optional.empty(), Optional.empty(), Optional.of(owners), Optional.empty());
  }

  /** The dataset as the change leaves it; the very same object if nothing differs. */
  public Dataset applyTo(Dataset before, Instant now) {
    Dataset after =
        new Dataset(
            before.id(),
            description.orElse(before.description()),
            location.orElse(before.location()),
            owners.orElse(before.owners()),
            new TreeSet<>(tags.orElse(before.tags())),
            before.currentSchemaVersion(),
            before.createdAt(),
            before.updatedAt());
    if (after.equals(before)) {
      return before;
    }
    return new Dataset(
        after.id(),
        after.description(),
        after.location(),
        after.owners(),
        after.tags(),
        after.currentSchemaVersion(),
        after.createdAt(),
        now);
  }
}
