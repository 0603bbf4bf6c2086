/**
 * The graph as reads see it: {@link io.sluice.lineage.graph.LineageGraph} holds the open edges in
 * memory, kept current from the projection, so that the cost of an answer grows with the answer and
 * not with the graph.
 */
package io.sluice.lineage.graph;
