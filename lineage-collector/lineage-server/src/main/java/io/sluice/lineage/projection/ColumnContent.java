package io.sluice.lineage.projection;

import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.facet.ColumnLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a {@code columnLineage} facet says.
 *
 * @param version the same for the same links
 * @param links the links in the facet's order
 * @param inputs the datasets that they come from, by id
 */
public record ColumnContent(UUID version, List<Link> links, Map<UUID, DatasetId> inputs) {

  /**
   * A field and where it comes from.
   *
   * @param field the field
   * @param input the id of the dataset it comes from
   * @param inputField the field it comes from
   * @param direct whether the value itself flows
   * @param transformations how, as the projection stores it: a JSON array
   */
  public record Link(
      String field, UUID input, String inputField, boolean direct, String transformations) {}

  /** Copies the lists. */
  public ColumnContent {
    links = List.copyOf(links);
    inputs = Map.copyOf(inputs);
  }

  static ColumnContent of(List<ColumnLink> sent) {
    List<String> parts = new ArrayList<>(sent.size() * 5);
    List<Link> links = new ArrayList<>(sent.size());
    Map<DatasetId, UUID> ids = new HashMap<>();
    // A handful of ways for hundreds of links: each is written and held once.
    Map<List<ColumnLink.Transformation>, String> ways = new HashMap<>();
    for (ColumnLink link : sent) {
      UUID input = ids.computeIfAbsent(link.input(), EntityIds::of);
      String how =
          ways.computeIfAbsent(link.transformations(), same -> SchemaJson.transformations(link));
      links.add(new Link(link.field(), input, link.inputField(), link.direct(), how));
      parts.addAll(
          List.of(link.field(), input.toString(), link.inputField(), "" + link.direct(), how));
    }
    Map<UUID, DatasetId> inputs = new HashMap<>();
    ids.forEach((dataset, id) -> inputs.put(id, dataset));
    return new ColumnContent(EntityIds.hash(parts.toArray(String[]::new)), links, inputs);
  }
}
