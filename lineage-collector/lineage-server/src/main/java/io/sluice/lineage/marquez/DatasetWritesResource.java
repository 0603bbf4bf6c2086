package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.access.Permission;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.history.SourceStore;
import io.sluice.lineage.history.SourceStore.SourceRow;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.register.Deletions;
import io.sluice.lineage.register.Register;
import io.sluice.lineage.run.RunState;
import io.smallrye.common.annotation.Blocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Registers datasets, which comes into the log as an event, and hides them. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Marquez")
@Blocking
public class DatasetWritesResource {

  private static final int MAX_TAG = 256;

  private final SourceStore sources;
  private final Register register;
  private final Deletions deletions;
  private final Writes writes;
  private final Lookup lookup;

  DatasetWritesResource(
      SourceStore sources, Register register, Deletions deletions, Writes writes, Lookup lookup) {
    this.sources = sources;
    this.register = register;
    this.deletions = deletions;
    this.writes = writes;
    this.lookup = lookup;
  }

  /** Registers a dataset, or says how it is now. */
  @PUT
  @Path("/namespaces/{namespace}/datasets/{dataset}")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Permission.Names.LINEAGE_EMIT)
  @Operation(operationId = "putDataset", summary = "Register a dataset")
  public DatasetShape put(
      @PathParam("namespace") String namespace,
      @PathParam("dataset") String name,
      @Nullable JsonNode body)
      throws SQLException {
    DatasetId dataset = newDataset(namespace, name);
    Body meta = Body.of(body);
    ObjectNode facets = facets(meta, dataset);
    List<Body.Item> fields = meta.items("fields");
    List<String> tags =
        meta.items("tags").stream().map(Body.Item::text).map(DatasetWritesResource::tag).toList();
    fields.forEach(field -> field.texts("tags").forEach(DatasetWritesResource::tag));
    Optional<String> run = meta.text("runId");
    writes.requireScope(dataset);
    lookup.await(0);
    if (run.isPresent()) {
      RunState state = lookup.run(run.get()).state();
      ObjectNode event =
          EventWriter.runEvent(
              EventType.OTHER,
              writes.now(),
              state.run().text(),
              EventWriter.none(),
              state.job().value());
      EventWriter.output(event, dataset, facets);
      writes.emit(event);
    } else {
      writes.emit(EventWriter.datasetEvent(writes.now(), dataset, facets));
    }
    UUID id = EntityIds.of(dataset);
    for (String tag : tags) {
      register.tag(id, "", tag, writes.subject());
    }
    for (Body.Item field : fields) {
      for (String tag : field.texts("tags")) {
        register.tag(id, field.required("name"), tag, writes.subject());
      }
    }
    return DatasetShape.of(lookup.dataset(dataset));
  }

  /** Puts a dataset out of sight, until an event mentions it again. */
  @DELETE
  @Path("/namespaces/{namespace}/datasets/{dataset}")
  @RolesAllowed(Permission.Names.CATALOG_EDIT)
  @Operation(operationId = "deleteDataset", summary = "Hide a dataset")
  public DatasetShape delete(
      @PathParam("namespace") String namespace, @PathParam("dataset") String name)
      throws SQLException {
    DatasetId dataset = Lookup.datasetId(namespace, name);
    writes.requireSteward();
    writes.requireScope(dataset);
    lookup.await(0);
    DatasetShape last = DatasetShape.of(lookup.dataset(dataset));
    deletions.delete(EntityIds.of(dataset), "DATASET", writes.subject());
    return last;
  }

  private ObjectNode facets(Body meta, DatasetId dataset) throws SQLException {
    ObjectNode facets = EventWriter.none();
    List<Body.Item> fields = meta.items("fields");
    if (!fields.isEmpty()) {
      ArrayNode list =
          EventWriter.facet(facets, "schema", "1-2-0", "SchemaDatasetFacet").putArray("fields");
      for (Body.Item field : fields) {
        ObjectNode each = list.addObject().put("name", field.required("name"));
        field.text("type").ifPresent(type -> each.put("type", type));
        field.text("description").ifPresent(description -> each.put("description", description));
      }
    }
    meta.text("description")
        .ifPresent(
            description ->
                EventWriter.facet(facets, "documentation", "1-1-0", "DocumentationDatasetFacet")
                    .put("description", description));
    String source = meta.text("sourceName").filter(name -> !name.isBlank()).orElse("");
    if (!source.isEmpty() && !source.equals(Shapes.DEFAULT_SOURCE)) {
      String url =
          sources.find(EntityIds.ofSource(source)).map(SourceRow::connectionUrl).orElse("");
      EventWriter.facet(facets, "dataSource", "1-0-1", "DatasourceDatasetFacet")
          .put("name", source)
          .put("uri", url);
    }
    ObjectNode registration =
        facets
            .putObject(DatasetShape.REGISTRATION)
            .put("_producer", EventWriter.PRODUCER)
            .put("_schemaURL", EventWriter.PRODUCER)
            .put("type", meta.oneOf("type", Set.of("DB_TABLE", "STREAM")).orElse("DB_TABLE"))
            .put("physicalName", meta.text("physicalName").orElse(dataset.name()));
    meta.text("schemaLocation").ifPresent(where -> registration.put("schemaLocation", where));
    return facets;
  }

  private static DatasetId newDataset(String namespace, String name) {
    try {
      return new DatasetId(namespace, name);
    } catch (IllegalArgumentException e) {
      throw Body.wrong("", String.valueOf(e.getMessage()));
    }
  }

  private static String tag(String text) {
    return NamespaceWritesResource.name(text, MAX_TAG);
  }
}
