package io.sluice.lineage.dataset;

import io.sluice.catalog.model.DatasetId;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which datasets are wanted.
 *
 * @param text a part of the name or the namespace in any case
 * @param namespace a whole namespace
 */
record Filter(@Nullable String text, @Nullable String namespace) {

  boolean isOpen() {
    return text == null && namespace == null;
  }

  boolean fits(DatasetId name) {
    if (namespace != null && !namespace.equals(name.namespace())) {
      return false;
    }
    if (text == null) {
      return true;
    }
    String wanted = text.toLowerCase(Locale.ROOT);
    return name.name().toLowerCase(Locale.ROOT).contains(wanted)
        || name.namespace().toLowerCase(Locale.ROOT).contains(wanted);
  }
}
