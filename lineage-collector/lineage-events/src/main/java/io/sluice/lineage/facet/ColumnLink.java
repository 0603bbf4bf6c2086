package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One entry of a {@code columnLineage} facet: a field of the output comes from, or is influenced
 * by, a field of an input.
 *
 * @param field the field of the dataset that carries the facet
 * @param input the dataset it comes from
 * @param inputField the field it comes from
 * @param transformations how, in the producer's words
 */
public record ColumnLink(
    String field, DatasetId input, String inputField, List<Transformation> transformations) {

  private static final int MAX_LINKS = 20_000;
  private static final int MAX_NAME = 512;

  /**
   * How one field becomes another.
   *
   * @param type DIRECT (derives) or INDIRECT (influences), empty if not said
   * @param subtype IDENTITY, AGGREGATION, FILTER … as sent
   * @param description in the producer's words
   * @param masking whether the value is hidden on the way
   */
  public record Transformation(String type, String subtype, String description, boolean masking) {}

  /** Copies the transformations. */
  public ColumnLink {
    transformations = List.copyOf(transformations);
  }

  /** Whether the value itself flows; so it does unless every transformation says INDIRECT. */
  public boolean direct() {
    return transformations.isEmpty()
        || transformations.stream().anyMatch(t -> !t.type().equals("INDIRECT"));
  }

  /** The links of the {@code columnLineage} facet; empty if there is no such facet. */
  public static Optional<List<ColumnLink>> in(ObjectNode facets) {
    if (!(facets.get("columnLineage") instanceof ObjectNode facet)
        || !(facet.get("fields") instanceof ObjectNode fields)) {
      return Optional.empty();
    }
    List<ColumnLink> links = new ArrayList<>();
    for (Map.Entry<String, JsonNode> field : fields.properties()) {
      for (JsonNode input : Lenient.list(field.getValue(), "inputFields")) {
        Optional<DatasetId> dataset = Lenient.dataset(input);
        Optional<String> inputField = Lenient.text(input, "field");
        if (links.size() < MAX_LINKS
            && dataset.isPresent()
            && usable(field.getKey())
            && inputField.filter(ColumnLink::usable).isPresent()) {
          links.add(
              new ColumnLink(
                  field.getKey(),
                  dataset.get(),
                  inputField.get(),
                  transformations(input, field.getValue())));
        }
      }
    }
    return Optional.of(links);
  }

  private static boolean usable(String field) {
    return !field.isEmpty() && field.length() <= MAX_NAME && field.indexOf('\0') < 0;
  }

  private static List<Transformation> transformations(JsonNode input, JsonNode field) {
    List<Transformation> read = new ArrayList<>();
    for (JsonNode each : Lenient.list(input, "transformations")) {
      read.add(
          new Transformation(
              Lenient.text(each, "type").orElse(""),
              Lenient.text(each, "subtype").orElse(""),
              Lenient.text(each, "description").orElse(""),
              each.path("masking").asBoolean(false)));
    }
    if (read.isEmpty()) {
      // Producers before facet version 1-1-0 say it once, beside the inputs.
      Optional<String> old = Lenient.text(field, "transformationType");
      old.ifPresent(
          subtype ->
              read.add(
                  new Transformation(
                      "DIRECT",
                      subtype,
                      Lenient.text(field, "transformationDescription").orElse(""),
                      subtype.equals("MASKED"))));
    }
    return read;
  }
}
