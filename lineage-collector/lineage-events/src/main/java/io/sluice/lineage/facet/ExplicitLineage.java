package io.sluice.lineage.facet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.JobId;
import io.sluice.lineage.event.RunId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lineage said outright: the {@code lineage} facet (LineageFacet 1-0-0). It overrides both the
 * product of inputs and outputs and the {@code columnLineage} facet.
 *
 * @param entries what is said, one for each target; a target without inputs has no upstream, known
 */
public record ExplicitLineage(List<Entry> entries) {

  private static final int MAX_ENTRIES = 10_000;
  private static final int MAX_INPUTS = 20_000;

  /** What data flows from or to. */
  public sealed interface End permits DatasetEnd, JobEnd {}

  /** A dataset. */
  public record DatasetEnd(DatasetId dataset) implements End {}

  /**
   * A job.
   *
   * @param job which one; empty for the job of the event itself
   * @param run the run of it, if the producer says
   */
  public record JobEnd(Optional<JobId> job, Optional<RunId> run) implements End {}

  /**
   * Something that data comes from.
   *
   * @param source what it is
   * @param field the field of it, empty for the whole
   * @param transformations how, in the producer's words
   */
  public record Input(End source, String field, List<ColumnLink.Transformation> transformations) {
    /** Copies the transformations. */
    public Input {
      transformations = List.copyOf(transformations);
    }

    /** Whether the value itself flows; so it does unless every transformation says INDIRECT. */
    public boolean direct() {
      return ColumnLink.direct(transformations);
    }
  }

  /**
   * Where one field of the target comes from.
   *
   * @param field the target's field
   * @param inputs what it comes from
   */
  public record FieldEntry(String field, List<Input> inputs) {
    /** Copies the inputs. */
    public FieldEntry {
      inputs = List.copyOf(inputs);
    }
  }

  /**
   * Where one target comes from.
   *
   * @param target the dataset or job that data flows into
   * @param inputs what flows into it as a whole
   * @param fields what flows into its fields; none for a job
   * @param saysInputs whether inputs were listed, be it an empty list
   */
  public record Entry(End target, List<Input> inputs, List<FieldEntry> fields, boolean saysInputs) {
    /** Copies the lists. */
    public Entry {
      inputs = List.copyOf(inputs);
      fields = List.copyOf(fields);
    }
  }

  /** Copies the entries. */
  public ExplicitLineage {
    entries = List.copyOf(entries);
  }

  /** The lineage that the job facets say outright, if they do. */
  public static Optional<ExplicitLineage> ofJob(ObjectNode jobFacets) {
    ObjectNode facet = Lenient.facet(jobFacets, "lineage");
    if (facet == null || !facet.path("entries").isArray()) {
      return Optional.empty();
    }
    return Optional.of(
        new ExplicitLineage(
            Lenient.list(
                facet,
                "entries",
                MAX_ENTRIES,
                entry -> end(entry).map(target -> entry(target, entry)))));
  }

  /**
   * The lineage that the facets of a dataset say outright, if they do: of a dataset event, or of an
   * output.
   */
  public static Optional<ExplicitLineage> ofDataset(DatasetId dataset, ObjectNode facets) {
    ObjectNode facet = Lenient.facet(facets, "lineage");
    return facet == null || !(facet.has("inputs") || facet.has("fields"))
        ? Optional.empty()
        : Optional.of(new ExplicitLineage(List.of(entry(new DatasetEnd(dataset), facet))));
  }

  private static Entry entry(End target, JsonNode node) {
    List<FieldEntry> fields = new ArrayList<>();
    if (target instanceof DatasetEnd && node.get("fields") instanceof ObjectNode byField) {
      for (Map.Entry<String, JsonNode> field : byField.properties()) {
        if (fields.size() < MAX_ENTRIES && Lenient.usableField(field.getKey())) {
          fields.add(new FieldEntry(field.getKey(), inputs(field.getValue())));
        }
      }
    }
    return new Entry(target, inputs(node), fields, node.path("inputs").isArray());
  }

  private static List<Input> inputs(JsonNode node) {
    return Lenient.list(
        node,
        "inputs",
        MAX_INPUTS,
        each ->
            end(each)
                .map(
                    source ->
                        new Input(
                            source,
                            Lenient.text(each, "field").filter(Lenient::usableField).orElse(""),
                            ColumnLink.transformations(each))));
  }

  /** A job without a name is the event's own; a dataset must be named, whatever its type says. */
  private static Optional<End> end(JsonNode node) {
    boolean job = Lenient.textOrEmpty(node, "type").equalsIgnoreCase("JOB");
    if (!job) {
      return Lenient.dataset(node).map(DatasetEnd::new);
    }
    Optional<JobId> named = Lenient.job(node);
    boolean half = named.isEmpty() && (node.hasNonNull("namespace") || node.hasNonNull("name"));
    return half ? Optional.empty() : Optional.of(new JobEnd(named, Lenient.run(node)));
  }
}
