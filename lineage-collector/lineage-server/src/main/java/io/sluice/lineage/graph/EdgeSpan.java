package io.sluice.lineage.graph;

/**
 * When an edge held and when that was believed, half open; {@link EdgeTable#OPEN} where there is no
 * end.
 *
 * @param validFrom microseconds since 1970
 * @param validTo microseconds since 1970
 * @param knownFrom a log position
 * @param knownTo a log position
 * @param tag what else is told of it: why it was closed, or what kind of flow it is
 */
record EdgeSpan(long validFrom, long validTo, long knownFrom, long knownTo, byte tag) {}
