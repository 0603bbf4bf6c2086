package io.sluice.lineage.alias;

import java.util.List;
import java.util.UUID;

/**
 * What one source says about names: one facet, one rename, one decision. A later claim of the same
 * source replaces it.
 *
 * @param source who says so
 * @param links the reasons it gives; none if it was taken back
 */
record Claim(Source source, List<AliasLink> links) {

  Claim {
    links = List.copyOf(links);
  }

  /** Who makes a claim. */
  record Source(ReasonKind kind, UUID first, UUID second) {}
}
