package io.sluice.lineage.scene;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.sluice.access.Permission;
import io.sluice.lineage.graph.GraphNode;
import io.sluice.lineage.graph.GraphPieces;
import io.sluice.lineage.graph.ReadParameters;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pieces of the graph made ready to draw. */
@Path("/api/lineage/v1/scenes")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Graph")
@Blocking
public class SceneResource {

  private static final int MOST_HOPS = 20;
  private static final int MOST_OPEN = 200;

  /** What is looked through to find what is worth a box. */
  private static final int MOST_NODES = 5_000;

  private final GraphPieces pieces;
  private final SceneArtist artist;

  SceneResource(GraphPieces pieces, SceneArtist artist) {
    this.pieces = pieces;
    this.artist = artist;
  }

  /**
   * A scene.
   *
   * @param focus the id of the node in the middle
   * @param boxes at most 300, with places
   * @param lines the lines between them, with their corners
   * @param width how wide it is, in CSS pixels
   * @param height how high it is
   * @param truncated whether there is more within the wanted distance than is drawn
   * @param freshness how current it is
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Scene(
      String focus,
      List<Box> boxes,
      List<Line> lines,
      double width,
      double height,
      boolean truncated,
      Freshness.State freshness) {}

  /** What lies around a node, drawn. */
  @GET
  @Operation(operationId = "getScene", summary = "The graph around a node, with coordinates")
  public Scene scene(
      @BeanParam ReadParameters read,
      @QueryParam("focus") @Nullable String focus,
      @QueryParam("hops") @DefaultValue("1") int hops,
      @QueryParam("upHops") @Nullable Integer upHops,
      @QueryParam("downHops") @Nullable Integer downHops,
      @QueryParam("group") @DefaultValue("AUTO") String group,
      @QueryParam("open") @Nullable List<String> open,
      @QueryParam("maxBoxes") @DefaultValue("300") int maxBoxes) {
    if (focus == null) {
      throw invalid("focus", "focus is required: the id of a job or dataset");
    }
    int up = within("upHops", upHops == null ? hops : upHops, 0, MOST_HOPS);
    int down = within("downHops", downHops == null ? hops : downHops, 0, MOST_HOPS);
    within("maxBoxes", maxBoxes, 3, Grouping.MOST_BOXES);
    List<String> opened = open == null ? List.of() : open;
    within("open", opened.size(), 0, MOST_OPEN);
    Grouping grouping = new Grouping(mode(group), Set.copyOf(opened), maxBoxes);
    GraphPieces.Sight sight = pieces.look(read, focus);
    Drawing drawing =
        artist.draw(
            List.of(sight.version(), sight.focus(), up, down, grouping),
            () ->
                Composer.compose(
                    portion(sight.focus(), pieces.around(sight, up, down, MOST_NODES)), grouping));
    return new Scene(
        sight.focus(),
        drawing.boxes(),
        drawing.lines(),
        drawing.width(),
        drawing.height(),
        !drawing.whole(),
        pieces.freshness());
  }

  private static Portion portion(String focus, GraphPieces.Piece piece) {
    return new Portion(
        focus,
        piece.nodes().stream().map(node -> node(focus, node)).toList(),
        piece.edges().stream()
            .map(edge -> new Portion.Edge(edge.from(), edge.to(), edge.kind().name()))
            .toList(),
        piece.whole());
  }

  private static Portion.Node node(String focus, GraphPieces.PieceNode node) {
    Portion.Side side =
        node.id().equals(focus)
            ? Portion.Side.FOCUS
            : node.upstream() ? Portion.Side.UPSTREAM : Portion.Side.DOWNSTREAM;
    return new Portion.Node(
        node.id(),
        node.type() == GraphNode.Type.JOB ? Box.Kind.JOB : Box.Kind.DATASET,
        node.namespace(),
        node.name(),
        side,
        node.hops(),
        node.beyondUpstream(),
        node.beyondDownstream());
  }

  private static Grouping.Mode mode(String text) {
    for (Grouping.Mode mode : Grouping.Mode.values()) {
      if (mode.name().equals(text.toUpperCase(Locale.ROOT))) {
        return mode;
      }
    }
    throw invalid("group", "group must be one of " + Arrays.toString(Grouping.Mode.values()));
  }

  private static int within(String parameter, int value, int min, int max) {
    if (value < min || value > max) {
      throw invalid(parameter, parameter + " must be between " + min + " and " + max);
    }
    return value;
  }

  private static ProblemException invalid(String parameter, String detail) {
    return new ProblemException(
        CommonProblem.INVALID_REQUEST, detail, Map.of("parameter", parameter));
  }
}
