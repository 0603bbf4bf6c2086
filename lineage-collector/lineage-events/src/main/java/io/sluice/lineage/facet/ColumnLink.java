package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
  private static final int MAX_TRANSFORMATIONS = 100;

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
    return direct(transformations);
  }

  static boolean direct(List<Transformation> transformations) {
    for (Transformation each : transformations) {
      if (!each.type().equals("INDIRECT")) {
        return true;
      }
    }
    return transformations.isEmpty();
  }

  /** Whether the value is hidden on the way: no DIRECT transformation lets it through. */
  public boolean masked() {
    boolean hides = false;
    for (Transformation each : transformations) {
      if (!each.type().equals("INDIRECT")) {
        if (!each.masking()) {
          return false;
        }
        hides = true;
      }
    }
    return hides;
  }

  /**
   * A field that influences every field of the dataset (a filter, a join …), from {@code dataset}
   * of the facet. It is kept for the dataset as a whole: spelt out it would be a product.
   *
   * @param input the dataset it comes from
   * @param inputField the field it comes from
   * @param transformations how, in the producer's words
   */
  public record Influence(
      DatasetId input, String inputField, List<Transformation> transformations) {
    /** Copies the transformations. */
    public Influence {
      transformations = List.copyOf(transformations);
    }
  }

  /** The influences on the dataset as a whole; empty if the facet names none. */
  public static List<Influence> influences(ObjectNode facets) {
    return Lenient.list(
        Lenient.facet(facets, "columnLineage"),
        "dataset",
        MAX_LINKS,
        each ->
            Lenient.dataset(each)
                .flatMap(
                    dataset ->
                        Lenient.text(each, "field")
                            .filter(Lenient::usableField)
                            .map(field -> new Influence(dataset, field, transformations(each)))));
  }

  /**
   * The links of the {@code columnLineage} facet; empty if there is no such facet, and none if it
   * was deleted.
   */
  public static Optional<List<ColumnLink>> in(ObjectNode facets) {
    if (Facets.deleted(facets, "columnLineage")) {
      return Optional.of(List.of());
    }
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
            && Lenient.usableField(field.getKey())
            && inputField.filter(Lenient::usableField).isPresent()) {
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

  private static List<Transformation> transformations(JsonNode input, JsonNode field) {
    List<Transformation> read = transformations(input);
    if (!read.isEmpty()) {
      return read;
    }
    // Producers before facet version 1-1-0 say it once, beside the inputs.
    return Lenient.text(field, "transformationType")
        .map(
            subtype ->
                List.of(
                    new Transformation(
                        "DIRECT",
                        subtype,
                        Lenient.textOrEmpty(field, "transformationDescription"),
                        subtype.equals("MASKED"))))
        .orElse(List.of());
  }

  static List<Transformation> transformations(JsonNode input) {
    return Lenient.list(
        input,
        "transformations",
        MAX_TRANSFORMATIONS,
        each ->
            Optional.of(
                new Transformation(
                    Lenient.textOrEmpty(each, "type").toUpperCase(Locale.ROOT),
                    Lenient.textOrEmpty(each, "subtype"),
                    Lenient.textOrEmpty(each, "description"),
                    each.path("masking").asBoolean(false))));
  }
}
