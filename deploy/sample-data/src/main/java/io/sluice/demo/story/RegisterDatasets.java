package io.sluice.demo.story;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.demo.lineage.LineageDataset;
import io.sluice.demo.pipeline.Datasets;
import io.sluice.demo.pipeline.ReferenceFile;
import io.sluice.demo.platform.PlatformApi;
import java.util.ArrayList;
import java.util.List;

/** Tells the catalog what data there is, what it looks like and who answers for it. */
final class RegisterDatasets implements Step {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Entry(LineageDataset dataset, String description, String owner, String tag) {}

  @Override
  public String title() {
    return "Register the datasets, their schemas and owners in the catalog";
  }

  @Override
  public void run(Stage stage) throws Exception {
    List<Entry> entries = entries(stage.datasets(), stage.options().offline());
    for (Entry entry : entries) {
      register(stage, entry);
    }
    for (Entry entry : entries) {
      verify(stage, entry);
    }
    stage
        .narrator()
        .verified(entries.size() + " datasets are in the catalog, each with a schema and an owner");
    entries.forEach(
        entry -> stage.narrator().say("  " + entry.dataset() + "   (" + entry.owner() + ")"));
  }

  private static List<Entry> entries(Datasets datasets, boolean offline) {
    List<Entry> entries = new ArrayList<>();
    entries.add(
        new Entry(
            datasets.landed(), "The shop's raw deliveries, a file a day", "team:shop", "raw"));
    entries.add(
        new Entry(
            datasets.sales(), "Sales, cleaned, one row per order", "team:sales", "warehouse"));
    entries.add(
        new Entry(
            datasets.report(), "Orders and revenue by day and store", "team:finance", "report"));
    if (!offline) {
      for (ReferenceFile reference : ReferenceFile.all()) {
        entries.add(
            new Entry(
                reference.source(datasets),
                "Public data: " + reference.file(),
                "team:reference-data",
                "raw"));
        entries.add(
            new Entry(
                reference.target(datasets),
                "Made from " + reference.file(),
                "team:reference-data",
                "warehouse"));
      }
    }
    return entries;
  }

  private static void register(Stage stage, Entry entry) throws Exception {
    ObjectNode body = MAPPER.createObjectNode();
    body.put("namespace", entry.dataset().namespace());
    body.put("name", entry.dataset().name());
    body.put("description", entry.description());
    body.putArray("owners").addObject().put("name", entry.owner()).put("type", "BUSINESS");
    body.putArray("tags").add("demo").add(entry.tag());
    stage.steward().put("/api/catalog/v1/datasets", body);
    ObjectNode schema = MAPPER.createObjectNode();
    ArrayNode columns = schema.putArray("columns");
    entry
        .dataset()
        .fields()
        .forEach(
            field ->
                columns
                    .addObject()
                    .put("name", field.name())
                    .put("type", field.type())
                    .put("nullable", true));
    // Schemas come from the pipeline, so the pipeline's own token must be enough for them.
    stage.runner().put(path(entry.dataset()) + "/schema", schema);
  }

  private static void verify(Stage stage, Entry entry) throws Exception {
    JsonNode found = stage.runner().get(path(entry.dataset()));
    StoryFailure.unless(
        found.path("schema").path("columns").size() == entry.dataset().fields().size(),
        "the catalog's schema of " + entry.dataset() + " is not what was registered: " + found);
    StoryFailure.unless(
        found.path("owners").path(0).path("name").asText().equals(entry.owner()),
        "the catalog's owner of " + entry.dataset() + " is not " + entry.owner() + ": " + found);
  }

  private static String path(LineageDataset dataset) {
    return "/api/catalog/v1/datasets/"
        + PlatformApi.encode(dataset.namespace())
        + "/"
        + PlatformApi.encode(dataset.name());
  }
}
