package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.util.Locale;
import java.util.Optional;

/**
 * What happened to a dataset as a whole: the {@code lifecycleStateChange} facet.
 *
 * @param change the change
 * @param previous the name before a rename
 */
public record Lifecycle(Change change, Optional<DatasetId> previous) {

  /** The changes that the specification knows. */
  public enum Change {
    ALTER,
    CREATE,
    DROP,
    OVERWRITE,
    RENAME,
    TRUNCATE
  }

  /** Whether the dataset facets tell of a DROP. */
  public static boolean drops(ObjectNode datasetFacets) {
    return in(datasetFacets).filter(each -> each.change == Change.DROP).isPresent();
  }

  /** The change that the dataset facets tell of, if they do. */
  public static Optional<Lifecycle> in(ObjectNode datasetFacets) {
    var facet = Lenient.facet(datasetFacets, "lifecycleStateChange");
    if (facet == null) {
      return Optional.empty();
    }
    String text = Lenient.text(facet, "lifecycleStateChange").orElse("").toUpperCase(Locale.ROOT);
    for (Change change : Change.values()) {
      if (change.name().equals(text)) {
        return Optional.of(new Lifecycle(change, Lenient.dataset(facet.get("previousIdentifier"))));
      }
    }
    return Optional.empty();
  }
}
