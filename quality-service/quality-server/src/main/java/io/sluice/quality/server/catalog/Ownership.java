package io.sluice.quality.server.catalog;

import io.sluice.access.Caller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.rule.SourceSpec;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Says who owns what; the catalog knows, a rule set's text never does. */
@ApplicationScoped
public class Ownership {

  private final CatalogClient catalog;

  /** Asks the given catalog. */
  @Inject
  public Ownership(CatalogClient catalog) {
    this.catalog = catalog;
  }

  /**
   * Whether the caller may act as an owner of the dataset. What has no dataset belongs to stewards
   * and administrators only.
   *
   * @throws CatalogUnavailableException if that hangs on the catalog and it cannot be asked
   */
  public boolean owns(Caller caller, @Nullable DatasetId dataset) {
    if (caller.ownsEverything()) {
      return true;
    }
    return dataset != null
        && catalog
            .find(dataset)
            .map(found -> found.owners().contains(caller.subject()))
            .orElse(false);
  }

  /**
   * Whether the files are where the catalog has the dataset; without files it is asked where.
   *
   * @throws CatalogUnavailableException if the catalog cannot be asked
   */
  public boolean locates(@Nullable DatasetId dataset, @Nullable SourceSpec files) {
    return files == null
        || (dataset != null && catalog.find(dataset).map(found -> found.isAt(files)).orElse(false));
  }

  /** Whether a token that is confined to datasets reaches this one. */
  public static boolean inScope(Caller caller, @Nullable DatasetId dataset) {
    return caller.datasets().isEmpty() || (dataset != null && caller.mayTouch(dataset));
  }
}
