package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.util.Comparator;

/**
 * A reason why two names mean one dataset, reduced to what the groups depend on.
 *
 * @param kind what kind of reason
 * @param from the dataset of the facet, the name before the rename, the name as sent, either name
 * @param to the identifier of the facet, the name after the rename, the normalised name, the other
 * @param nature what the facet says of {@code to}; UNKNOWN for other kinds
 */
record AliasLink(ReasonKind kind, DatasetId from, DatasetId to, Nature nature) {

  /** The strongest first, then by name; says in which order links are tried. */
  static final Comparator<AliasLink> ORDER =
      Comparator.comparing(AliasLink::kind)
          .thenComparing(AliasLink::pair)
          .thenComparing(AliasLink::from)
          .thenComparing(AliasLink::nature);

  AliasLink(ReasonKind kind, DatasetId from, DatasetId to) {
    this(kind, from, to, Nature.UNKNOWN);
  }

  NamePair pair() {
    return NamePair.of(from, to);
  }
}
