package io.sluice.lineage.scene;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.eclipse.elk.alg.layered.options.LayeredMetaDataProvider;
import org.eclipse.elk.alg.layered.options.LayeredOptions;
import org.eclipse.elk.core.RecursiveGraphLayoutEngine;
import org.eclipse.elk.core.data.LayoutMetaDataService;
import org.eclipse.elk.core.options.CoreOptions;
import org.eclipse.elk.core.options.Direction;
import org.eclipse.elk.core.options.EdgeRouting;
import org.eclipse.elk.core.util.BasicProgressMonitor;
import org.eclipse.elk.graph.ElkBendPoint;
import org.eclipse.elk.graph.ElkEdge;
import org.eclipse.elk.graph.ElkEdgeSection;
import org.eclipse.elk.graph.ElkNode;
import org.eclipse.elk.graph.util.ElkGraphUtil;

/**
 * Places boxes by the layered algorithm of the Eclipse Layout Kernel: the data flows from left to
 * right, with few crossings. The same drawing is always placed alike.
 */
final class LayeredLayout {

  private static final double BETWEEN_BOXES = 24;
  private static final double BETWEEN_LAYERS = 72;

  static {
    LayoutMetaDataService.getInstance()
        .registerLayoutMetaDataProviders(new LayeredMetaDataProvider());
  }

  private LayeredLayout() {}

  /**
   * The drawing with places and corners.
   *
   * @param giveUp asked now and then; once it says so the attempt ends
   * @throws GaveUpException if it was asked to give up
   */
  static Drawing place(Drawing drawing, BooleanSupplier giveUp) {
    ElkNode root = ElkGraphUtil.createGraph();
    root.setProperty(CoreOptions.ALGORITHM, LayeredOptions.ALGORITHM_ID);
    root.setProperty(LayeredOptions.DIRECTION, Direction.RIGHT);
    root.setProperty(LayeredOptions.EDGE_ROUTING, EdgeRouting.ORTHOGONAL);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE, BETWEEN_BOXES);
    root.setProperty(LayeredOptions.SPACING_NODE_NODE_BETWEEN_LAYERS, BETWEEN_LAYERS);
    root.setProperty(LayeredOptions.RANDOM_SEED, 1);
    Map<String, ElkNode> nodes = new HashMap<>();
    for (Box box : drawing.boxes()) {
      ElkNode node = ElkGraphUtil.createNode(root);
      node.setDimensions(box.kind().width(), box.kind().height());
      nodes.put(box.id(), node);
    }
    List<ElkEdge> edges = new ArrayList<>();
    for (Line line : drawing.lines()) {
      edges.add(ElkGraphUtil.createSimpleEdge(nodes.get(line.from()), nodes.get(line.to())));
    }
    layOut(root, giveUp);
    List<Box> boxes = new ArrayList<>();
    for (Box box : drawing.boxes()) {
      ElkNode node = nodes.get(box.id());
      boxes.add(node == null ? box : box.at(round(node.getX()), round(node.getY())));
    }
    List<Line> lines = new ArrayList<>();
    for (int i = 0; i < edges.size(); i++) {
      lines.add(drawing.lines().get(i).along(corners(edges.get(i))));
    }
    return new Drawing(
        boxes, lines, round(root.getWidth()), round(root.getHeight()), drawing.whole());
  }

  private static void layOut(ElkNode root, BooleanSupplier giveUp) {
    BasicProgressMonitor monitor =
        new BasicProgressMonitor() {
          @Override
          public boolean isCanceled() {
            return giveUp.getAsBoolean();
          }
        };
    new RecursiveGraphLayoutEngine().layout(root, monitor);
    if (monitor.isCanceled()) {
      throw new GaveUpException();
    }
  }

  private static List<Line.Point> corners(ElkEdge edge) {
    List<Line.Point> points = new ArrayList<>();
    for (ElkEdgeSection section : edge.getSections()) {
      points.add(point(section.getStartX(), section.getStartY()));
      for (ElkBendPoint bend : section.getBendPoints()) {
        points.add(point(bend.getX(), bend.getY()));
      }
      points.add(point(section.getEndX(), section.getEndY()));
    }
    return points;
  }

  private static Line.Point point(double x, double y) {
    return new Line.Point(round(x), round(y));
  }

  /** A tenth of a pixel is finer than anybody sees. */
  private static double round(double pixels) {
    return Math.rint(pixels * 10) / 10;
  }

  /** It took longer than it was worth. */
  static final class GaveUpException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
