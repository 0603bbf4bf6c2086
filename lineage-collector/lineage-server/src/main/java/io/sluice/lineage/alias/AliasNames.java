package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.projection.EntityIds;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** The names of datasets, for who shows or searches them. */
@Singleton
public class AliasNames {

  private final AliasIndex index;

  AliasNames(AliasIndex index) {
    this.index = index;
  }

  /** All names of the dataset, this one among them, in their natural order. */
  public List<DatasetId> of(DatasetId name) {
    return index.group(name).members();
  }

  /** The name under which the dataset is shown. */
  public DatasetId canonical(DatasetId name) {
    return index.canonicalName(EntityIds.of(name)).orElse(name);
  }

  /**
   * All names of the datasets that have several and one of them fits; takes time in proportion to
   * the number of such datasets.
   *
   * @param limit how many names at the most
   */
  public Set<DatasetId> matching(Predicate<DatasetId> wanted, int limit) {
    Set<DatasetId> found = new LinkedHashSet<>();
    for (AliasGroup group : index.groups(null, Integer.MAX_VALUE)) {
      if (found.size() + group.members().size() <= limit
          && group.members().stream().anyMatch(wanted)) {
        found.addAll(group.members());
      }
    }
    return found;
  }
}
