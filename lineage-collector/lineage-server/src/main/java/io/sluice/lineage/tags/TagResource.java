package io.sluice.lineage.tags;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.arc.All;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.graph.ColumnLineageStore;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.projection.Freshness;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The labels of a dataset and its columns. */
@Path("/api/lineage/v1/tags")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Permission.Names.LINEAGE_READ)
@Tag(name = "Tags")
@Blocking
public class TagResource {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_DEPTH = 50;
  private static final int MAX_LINKS = 50_000;
  private static final int MAX_INHERITED = 5_000;

  private final List<TagSource> sources;
  private final ColumnLineageStore columns;
  private final SameDataset same;
  private final Freshness freshness;

  @Inject
  TagResource(
      @All List<TagSource> sources,
      ColumnLineageStore columns,
      SameDataset same,
      Freshness freshness) {
    this.sources = sources;
    this.columns = columns;
    this.same = same;
    this.freshness = freshness;
  }

  /** A column on the way. */
  public record Step(DatasetId dataset, String field) {}

  /**
   * A label that a column inherits from one that its values come from.
   *
   * @param field the column that inherits it
   * @param key the label
   * @param value its value, empty if it has none
   * @param path the columns that it came by, from the one that has it to the one that inherits it
   */
  public record InheritedTag(String field, String key, String value, List<Step> path) {}

  /**
   * The labels of a dataset.
   *
   * @param own those put on it or its columns
   * @param inherited those that its columns inherit, at most 5,000
   * @param truncated whether more column lineage lies upstream than was walked
   */
  public record Tags(
      DatasetId dataset,
      List<OwnTag> own,
      List<InheritedTag> inherited,
      boolean truncated,
      Freshness.State freshness) {}

  /** The labels of a dataset, own and inherited. */
  @GET
  @Operation(
      operationId = "getDatasetTags",
      summary = "Labels of a dataset and its columns, with those that columns inherit")
  public Tags tags(
      @QueryParam("namespace") @Nullable String namespace,
      @QueryParam("name") @Nullable String name,
      @QueryParam("minPosition") @DefaultValue("0") long minPosition)
      throws SQLException {
    DatasetId dataset = dataset(namespace, name);
    freshness.await(minPosition);
    List<UUID> members = same.members(EntityIds.of(dataset));
    List<ColumnLineageStore.Link> links = new ArrayList<>();
    for (UUID member : members) {
      if (links.size() < MAX_LINKS) {
        links.addAll(columns.around(member, null, MAX_DEPTH, false, MAX_LINKS - links.size()));
      }
    }
    Set<UUID> asked = new HashSet<>(members);
    links.forEach(link -> asked.add(link.input().dataset()));
    Map<UUID, List<OwnTag>> known = new HashMap<>();
    for (TagSource source : sources) {
      source
          .of(asked)
          .forEach((id, tags) -> known.computeIfAbsent(id, k -> new ArrayList<>()).addAll(tags));
    }
    List<OwnTag> own = new ArrayList<>();
    members.forEach(member -> own.addAll(known.getOrDefault(member, List.of())));
    own.sort(
        Comparator.comparing((OwnTag tag) -> tag.field() == null ? "" : tag.field())
            .thenComparing(OwnTag::key)
            .thenComparing(OwnTag::value));
    List<InheritedTag> inherited = new ArrayList<>();
    for (Inheritance.Inherited each :
        Inheritance.of(
            Set.copyOf(members),
            links.stream().map(TagResource::flow).toList(),
            known,
            MAX_INHERITED)) {
      inherited.add(
          new InheritedTag(
              each.field(),
              each.tag().key(),
              each.tag().value(),
              each.path().stream().map(c -> new Step(c.dataset(), c.field())).toList()));
    }
    return new Tags(dataset, own, inherited, links.size() >= MAX_LINKS, freshness.now());
  }

  private static Inheritance.Flow flow(ColumnLineageStore.Link link) {
    return new Inheritance.Flow(
        column(link.input()), column(link.output()), link.direct() && !masked(link));
  }

  private static Inheritance.Column column(ColumnLineageStore.Field field) {
    return new Inheritance.Column(
        field.dataset(), new DatasetId(field.namespace(), field.name()), field.field());
  }

  /** Whether no DIRECT transformation lets the value through as it is. */
  private static boolean masked(ColumnLineageStore.Link link) {
    boolean hides = false;
    try {
      for (JsonNode each : JSON.readTree(link.transformations())) {
        if (!each.path("type").asText().equals("INDIRECT")) {
          if (!each.path("masking").asBoolean()) {
            return false;
          }
          hides = true;
        }
      }
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored transformations cannot be read", e);
    }
    return hides;
  }

  private static DatasetId dataset(@Nullable String namespace, @Nullable String name) {
    try {
      return new DatasetId(namespace == null ? "" : namespace, name == null ? "" : name);
    } catch (IllegalArgumentException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "namespace and name must name a dataset: " + e.getMessage(),
          Map.of("parameter", "name"));
    }
  }
}
