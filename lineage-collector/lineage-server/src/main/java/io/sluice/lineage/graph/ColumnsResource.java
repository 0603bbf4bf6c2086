package io.sluice.lineage.graph;

import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
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
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which columns come from which, over any number of hops. */
@Path("/api/lineage/v1/columns")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Graph")
@Blocking
public class ColumnsResource {

  private static final int MAX_DEPTH = 1_000;
  private static final int MAX_LIMIT = 50_000;

  private final Looks looks;
  private final ColumnWalks columns;

  ColumnsResource(Looks looks, ColumnWalks columns) {
    this.looks = looks;
    this.columns = columns;
  }

  /**
   * A dataset that influences another as a whole, by a filter, a join or the like.
   *
   * @param from the dataset that influences
   * @param to the dataset that is influenced
   */
  public record Influence(DatasetId from, DatasetId to) {}

  /**
   * Column lineage around some columns.
   *
   * @param node the dataset or column asked for
   * @param upstream what they come from, null if not asked for
   * @param downstream what comes from them, null if not asked for
   * @param influences datasets that influence as a whole one that is shown; not spelt out
   * @param freshness how current it is
   */
  public record ColumnLineage(
      String node,
      ColumnWalks.@Nullable Columns upstream,
      ColumnWalks.@Nullable Columns downstream,
      List<Influence> influences,
      Freshness.State freshness) {}

  /** The columns around a dataset's, or around one of them. */
  @GET
  @Operation(operationId = "getColumns", summary = "Column lineage over any number of hops")
  public ColumnLineage columns(
      @BeanParam ReadParameters read,
      @QueryParam("node") @Nullable String node,
      @QueryParam("direction") @DefaultValue("BOTH") String direction,
      @QueryParam("depth") @DefaultValue("20") int depth,
      @QueryParam("limit") @DefaultValue("5000") int limit)
      throws SQLException {
    String asked = GraphReadsResource.required("node", node);
    ReadParameters.within("depth", depth, 1, MAX_DEPTH);
    ReadParameters.within("limit", limit, 1, MAX_LIMIT);
    if (read.knownAt != null) {
      throw ReadParameters.invalid("knownAt", "columns are kept by time, not by position");
    }
    Direction way = GraphReadsResource.direction(direction);
    Look look = looks.look(read);
    boolean one = asked.startsWith("datasetField:");
    int cut = one ? asked.lastIndexOf(':') : asked.length();
    String field = one ? asked.substring(cut + 1) : null;
    for (NodeIds.Candidate candidate : NodeIds.read(asked.substring(0, cut))) {
      if (candidate.type() == GraphNode.Type.JOB) {
        throw ReadParameters.invalid("node", "node must name a dataset or a datasetField");
      }
      ColumnWalks.Columns up =
          way == Direction.DOWNSTREAM
              ? null
              : columns.around(
                  candidate.id(), field, Direction.UPSTREAM, depth, limit, read.asOf());
      ColumnWalks.Columns down =
          way == Direction.UPSTREAM
              ? null
              : columns.around(
                  candidate.id(), field, Direction.DOWNSTREAM, depth, limit, read.asOf());
      boolean known = look.view().nodes().number(candidate.id()) >= 0;
      if (known || finds(up) || finds(down)) {
        return new ColumnLineage(
            asked, up, down, influences(look, candidate, up, down), looks.freshness());
      }
    }
    throw new ProblemException(CommonProblem.NOT_FOUND, "No node '" + asked + "' is known.");
  }

  private static boolean finds(ColumnWalks.@Nullable Columns columns) {
    return columns != null && !columns.links().isEmpty();
  }

  /** Of the datasets shown, which are influenced as a whole. */
  private static List<Influence> influences(
      Look look,
      NodeIds.Candidate start,
      ColumnWalks.@Nullable Columns up,
      ColumnWalks.@Nullable Columns down) {
    Set<Integer> shown = new LinkedHashSet<>();
    shown.add(look.view().nodes().number(start.id()));
    for (ColumnWalks.Columns each : new ColumnWalks.Columns[] {up, down}) {
      if (each != null) {
        each.direct().forEach(c -> shown.add(look.view().nodes().number(c.datasetId())));
        each.indirect().forEach(c -> shown.add(look.view().nodes().number(c.datasetId())));
      }
    }
    Set<Influence> found = new LinkedHashSet<>();
    EdgeTable rows = look.view().flows().rows();
    for (int dataset : shown) {
      int[] list = dataset < 0 ? new int[] {0} : look.view().flows().in().of(dataset);
      for (int i = 0; i < EdgeLists.size(list); i++) {
        int row = EdgeLists.row(list, i);
        if (rows.tag(row) != GraphView.FLOW
            && rows.via(row) >= 0
            && rows.holds(row, look.options().moment())) {
          found.add(new Influence(name(look, rows.via(row)), name(look, dataset)));
        }
      }
    }
    return new ArrayList<>(found);
  }

  private static DatasetId name(Look look, int node) {
    GraphNode named = look.lens().describe(node);
    return new DatasetId(named.namespace(), named.name());
  }
}
