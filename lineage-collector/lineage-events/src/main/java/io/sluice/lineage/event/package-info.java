/**
 * What an OpenLineage event says, read from its JSON tree: an event is cleaned and redacted ({@link
 * io.sluice.lineage.event.EventCleaner}), recognised by its structure ({@link
 * io.sluice.lineage.event.LineageEventReader}) and given a digest of its content ({@link
 * io.sluice.lineage.event.EventDocument}). What is odd but usable becomes a {@link
 * io.sluice.lineage.event.ConformanceWarning}; only what cannot be placed at all is refused.
 */
package io.sluice.lineage.event;
