package io.sluice.catalog.dataset.model;

import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Owner;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A dataset as the catalog knows it.
 *
 * @param id its namespace and name
 * @param description what it holds, if anyone has said
 * @param location where its data is found, if anyone has said
 * @param owners who answers for it, sorted
 * @param tags its tags, sorted
 * @param currentSchemaVersion the latest schema version; 0 before the first
 * @param createdAt when it was registered
 * @param updatedAt when it or its schema last changed
 */
public record Dataset(
    DatasetId id,
    @Nullable String description,
    @Nullable Location location,
    List<Owner> owners,
    SortedSet<String> tags,
    int currentSchemaVersion,
    Instant createdAt,
    Instant updatedAt) {

  private static final Comparator<Owner> BY_NAME =
      Comparator.comparing(Owner::name).thenComparing(Owner::type);

  /** Sorts owners and tags, each once. */
  public Dataset {
    owners = owners.stream().distinct().sorted(BY_NAME).toList();
    tags = new TreeSet<>(tags);
  }

  /** Whether that subject is among the owners, in whatever part. */
  public boolean isOwnedBy(String subject) {
    return owners.stream().anyMatch(owner -> owner.name().equals(subject));
  }

  /** The dataset after a new schema version. */
  public Dataset withSchemaVersion(int version, Instant now) {
    return new Dataset(id, description, location, owners, tags, version, createdAt, now);
  }
}
