package io.sluice.lineage.marquez;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.event.EventType;
import io.sluice.lineage.event.JobId;
import java.time.Instant;
import java.util.Collection;

/**
 * Says as OpenLineage events what clients of Marquez say by its older routes, so that the log has
 * it. A pure function of its arguments.
 */
final class EventWriter {

  static final String PRODUCER = "https://sluice.dev/marquez";

  private static final String SPEC = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/";
  private static final String FACETS = "https://openlineage.io/spec/facets/";

  private EventWriter() {}

  static ObjectNode runEvent(
      EventType type, Instant at, String runId, ObjectNode runFacets, JobId job) {
    ObjectNode event = event("RunEvent", at);
    event.put("eventType", type.name());
    event.putObject("run").put("runId", runId).set("facets", runFacets);
    event.set("job", named(job.namespace(), job.name()));
    return event;
  }

  static ObjectNode jobEvent(Instant at, JobId job, ObjectNode jobFacets) {
    ObjectNode event = event("JobEvent", at);
    event.set("job", named(job.namespace(), job.name()).set("facets", jobFacets));
    return event;
  }

  static ObjectNode datasetEvent(Instant at, DatasetId dataset, ObjectNode facets) {
    ObjectNode event = event("DatasetEvent", at);
    event.set("dataset", named(dataset.namespace(), dataset.name()).set("facets", facets));
    return event;
  }

  /** Says what the event's job reads or writes. */
  static void use(ObjectNode event, String side, Collection<DatasetId> datasets) {
    ArrayNode list = event.withArrayProperty(side);
    datasets.forEach(dataset -> list.add(named(dataset.namespace(), dataset.name())));
  }

  /** Says that the event's job writes a dataset, and what is known of it. */
  static void output(ObjectNode event, DatasetId dataset, ObjectNode facets) {
    event
        .withArrayProperty("outputs")
        .add(named(dataset.namespace(), dataset.name()).set("facets", facets));
  }

  /** Adds a standard facet, of which the version in the schema's URL is given. */
  static ObjectNode facet(ObjectNode facets, String key, String version, String schema) {
    return facets
        .putObject(key)
        .put("_producer", PRODUCER)
        .put("_schemaURL", FACETS + version + "/" + schema + ".json");
  }

  static ObjectNode none() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static ObjectNode event(String kind, Instant at) {
    return none()
        .put("eventTime", at.toString())
        .put("producer", PRODUCER)
        .put("schemaURL", SPEC + kind);
  }

  private static ObjectNode named(String namespace, String name) {
    return none().put("namespace", namespace).put("name", name);
  }
}
