/**
 * One dataset, many names. Every reason why two names mean the same dataset is kept as it is: a
 * symlinks facet, a rename, a naming rule, a steward's decision. {@link
 * io.sluice.lineage.alias.AliasGroups} makes groups of the reasons that hold, by a fixed rule and
 * whatever the order in which they came; nothing that was sent is ever rewritten, so that taking a
 * reason back takes the group apart again.
 */
package io.sluice.lineage.alias;
