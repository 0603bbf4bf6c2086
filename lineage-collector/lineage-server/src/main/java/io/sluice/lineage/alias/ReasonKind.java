package io.sluice.lineage.alias;

/** Why two names mean one dataset; where reasons conflict, an earlier kind outranks a later one. */
public enum ReasonKind {
  /** A steward said so. */
  MANUAL,
  /** An event told of a RENAME. */
  RENAME,
  /** An event's symlinks facet lists the name. */
  SYMLINK,
  /** The naming rules make the one out of the other. */
  RULE
}
