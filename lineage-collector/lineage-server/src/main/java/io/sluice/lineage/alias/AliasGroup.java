package io.sluice.lineage.alias;

import io.sluice.catalog.model.DatasetId;
import java.util.List;

/**
 * The names of one dataset.
 *
 * @param canonical the one under which it is shown
 * @param members all of them, in their natural order
 * @param links the reasons that hold
 * @param heldBack the reasons that concern a member and were not applied, and why not
 */
record AliasGroup(
    DatasetId canonical, List<DatasetId> members, List<AliasLink> links, List<HeldBack> heldBack) {

  AliasGroup {
    members = List.copyOf(members);
    links = List.copyOf(links);
    heldBack = List.copyOf(heldBack);
  }

  /** Why a reason was not applied. */
  enum Why {
    /** A steward said that two of the names that it would join are not the same. */
    SPLIT,
    /** The group would have had more members than are allowed. */
    TOO_MANY
  }

  /** A reason that was not applied. */
  record HeldBack(AliasLink link, Why why) {}
}
