package io.sluice.lineage.marquez;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.access.Permission;
import io.sluice.lineage.graph.ColumnLineageStore;
import io.sluice.lineage.graph.ColumnLineageStore.Field;
import io.sluice.lineage.graph.ColumnLineageStore.Link;
import io.sluice.lineage.graph.NodeIds;
import io.sluice.lineage.history.DatasetRow;
import io.sluice.lineage.history.EntityStore;
import io.sluice.lineage.marquez.GraphResource.Edge;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which columns come from which. */
@Path("/api/v1/column-lineage")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Marquez")
@Blocking
public class ColumnLineageResource {

  private static final int MAX_LINKS = 50_000;

  private final ColumnLineageStore columns;
  private final EntityStore entities;
  private final Freshness freshness;
  private final ObjectMapper json;

  ColumnLineageResource(
      ColumnLineageStore columns, EntityStore entities, Freshness freshness, ObjectMapper json) {
    this.columns = columns;
    this.entities = entities;
    this.freshness = freshness;
    this.json = json;
  }

  /** A part of the graph of columns. */
  public record Graph(List<Node> graph) {}

  /** A column with the edges that touch it. */
  public record Node(String id, String type, Data data, List<Edge> inEdges, List<Edge> outEdges) {}

  /** What is known of a column. */
  public record Data(
      String namespace,
      String dataset,
      @Nullable UUID datasetVersion,
      String field,
      @Nullable String fieldType,
      @Nullable String transformationDescription,
      @Nullable String transformationType,
      List<Input> inputFields) {}

  /**
   * A column that another comes from, and how; direct if the value itself flows. Marquez tells of
   * one transformation; all of them stand in {@code transformations}.
   */
  public record Input(
      String namespace,
      String dataset,
      @Nullable UUID datasetVersion,
      String field,
      @Nullable String transformationDescription,
      @Nullable String transformationType,
      boolean direct,
      JsonNode transformations) {}

  /** The columns around a dataset's, against the data and if asked with them too. */
  @GET
  @Operation(operationId = "getColumnLineage", summary = "The columns around a dataset's columns")
  public Graph columnLineage(
      @QueryParam("nodeId") @Nullable String nodeId,
      @QueryParam("depth") @DefaultValue("20") int depth,
      @QueryParam("withDownstream") @DefaultValue("false") boolean withDownstream,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    if (nodeId == null || nodeId.startsWith("job:")) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "nodeId must name a dataset or a datasetField",
          Map.of("parameter", "nodeId"));
    }
    GraphResource.requireDepth(depth);
    boolean field = nodeId.startsWith("datasetField:");
    int cut = field ? nodeId.lastIndexOf(':') : nodeId.length();
    List<NodeIds.Candidate> candidates = NodeIds.read(nodeId.substring(0, cut));
    String name = field ? nodeId.substring(cut + 1) : null;
    if (nodeId.indexOf('\0') >= 0) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "No node has NUL in its id.");
    }
    freshness.await(minPosition);
    boolean found = false;
    // One question for every way to read the id; only those that exist cost more.
    for (DatasetRow dataset :
        entities.datasets(candidates.stream().map(NodeIds.Candidate::id).toList(), false)) {
      Collection<Link> links = columns.around(dataset.id(), name, depth, withDownstream, MAX_LINKS);
      if (!links.isEmpty()) {
        return graph(links);
      }
      found |= name == null || EntityStore.hasField(dataset, name);
    }
    if (!found) {
      throw new ProblemException(CommonProblem.NOT_FOUND, "No node '" + nodeId + "' is known.");
    }
    return new Graph(List.of());
  }

  private Graph graph(Collection<Link> links) throws SQLException {
    Map<Field, List<Link>> inputs = new LinkedHashMap<>();
    Map<Field, Set<Edge>> inEdges = new LinkedHashMap<>();
    Map<Field, Set<Edge>> outEdges = new LinkedHashMap<>();
    for (Link link : links) {
      Edge edge = new Edge(link.input().nodeId(), link.output().nodeId());
      inputs.computeIfAbsent(link.output(), f -> new ArrayList<>()).add(link);
      inputs.computeIfAbsent(link.input(), f -> new ArrayList<>());
      inEdges.computeIfAbsent(link.output(), f -> new LinkedHashSet<>()).add(edge);
      outEdges.computeIfAbsent(link.input(), f -> new LinkedHashSet<>()).add(edge);
    }
    Map<UUID, Schema> schemas = schemas(inputs.keySet());
    List<Node> nodes = new ArrayList<>();
    inputs.forEach(
        (field, from) ->
            nodes.add(
                new Node(
                    field.nodeId(),
                    "DATASET_FIELD",
                    data(field, from, schemas),
                    List.copyOf(inEdges.getOrDefault(field, Set.of())),
                    List.copyOf(outEdges.getOrDefault(field, Set.of())))));
    return new Graph(nodes);
  }

  /** The newest schema of a dataset. */
  private record Schema(@Nullable UUID version, Map<String, String> types) {

    private static final Schema UNKNOWN = new Schema(null, Map.of());
  }

  private Map<UUID, Schema> schemas(Collection<Field> fields) throws SQLException {
    Set<UUID> ids = new LinkedHashSet<>();
    fields.forEach(field -> ids.add(field.dataset()));
    Map<UUID, Schema> schemas = new LinkedHashMap<>();
    for (DatasetRow dataset : entities.datasets(ids, false)) {
      Map<String, String> types = new LinkedHashMap<>();
      for (JsonNode field : dataset.fields()) {
        types.put(field.path("name").asText(), field.path("type").asText());
      }
      schemas.put(dataset.id(), new Schema(dataset.schemaVersion(), types));
    }
    return schemas;
  }

  private Data data(Field field, List<Link> from, Map<UUID, Schema> schemas) {
    Schema schema = schemas.getOrDefault(field.dataset(), Schema.UNKNOWN);
    Set<Input> inputs = new LinkedHashSet<>();
    for (Link link : from) {
      inputs.add(input(link, schemas));
    }
    Input first = inputs.isEmpty() ? null : inputs.iterator().next();
    return new Data(
        field.namespace(),
        field.name(),
        schema.version,
        field.field(),
        schema.types.get(field.field()),
        first == null ? null : first.transformationDescription,
        first == null ? null : first.transformationType,
        List.copyOf(inputs));
  }

  private Input input(Link link, Map<UUID, Schema> schemas) {
    Field from = link.input();
    JsonNode transformations;
    try {
      transformations = json.readTree(link.transformations());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the projection holds what is no JSON", e);
    }
    JsonNode how = transformations.path(0);
    String subtype = how.path("subtype").asText("");
    return new Input(
        from.namespace(),
        from.name(),
        schemas.getOrDefault(from.dataset(), Schema.UNKNOWN).version,
        from.field(),
        Shapes.text(how.path("description")),
        subtype.isEmpty() ? Shapes.text(how.path("type")) : subtype,
        link.direct(),
        transformations);
  }
}
