/** Layered graphs in lineage-server's tables, and questions to them. */
package io.sluice.bench.graph;
