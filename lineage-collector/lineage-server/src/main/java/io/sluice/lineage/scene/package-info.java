/** Pieces of the graph made ready to draw: few enough boxes, grouped, with coordinates. */
package io.sluice.lineage.scene;
