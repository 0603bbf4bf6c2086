/**
 * What standard facets should look like, and where those of an event look otherwise. Nothing is
 * refused for it: the findings are for whoever runs the producer.
 */
package io.sluice.lineage.shape;
