package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sluice.catalog.model.DatasetId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Recognises an event by what it holds, not by what its schemaURL claims. */
final class LineageEventReader {

  private static final int MAX_DATASETS = 10_000;
  private static final int MAX_FACET_KEY = 200;

  private final ObjectNode tree;
  private final String digest;
  private final List<ConformanceWarning> warnings = new ArrayList<>();

  private LineageEventReader(ObjectNode tree, String digest) {
    this.tree = tree;
    this.digest = digest;
  }

  static LineageEvent read(ObjectNode tree, String digest) {
    return new LineageEventReader(tree, digest).read();
  }

  /**
   * Refuses a name that holds half a character. The cleaner would mend it, and two that are
   * different would become one; so this looks before the cleaner does.
   */
  static void requireWholeNames(ObjectNode tree) {
    requireWhole(tree.path("run"), "/run", List.of("runId"));
    for (String owner : List.of("job", "dataset")) {
      requireWhole(tree.path(owner), "/" + owner, List.of("namespace", "name"));
    }
    for (String list : List.of("inputs", "outputs")) {
      JsonNode datasets = tree.path(list);
      for (int i = 0; i < datasets.size(); i++) {
        requireWhole(datasets.path(i), "/" + list + "/" + i, List.of("namespace", "name"));
      }
    }
  }

  private static void requireWhole(JsonNode owner, String pointer, List<String> members) {
    for (String member : members) {
      if (EventCleaner.hasLoneSurrogate(text(owner, member))) {
        throw new NotAnEventException(
            "MISSING_IDENTITY",
            pointer + "/" + member,
            member + " must not contain half a surrogate pair");
      }
    }
  }

  private LineageEvent read() {
    boolean run = tree.get("run") instanceof ObjectNode;
    boolean job = tree.get("job") instanceof ObjectNode;
    if (run && job) {
      return runEvent();
    }
    if (tree.get("dataset") instanceof ObjectNode) {
      return datasetEvent();
    }
    if (job) {
      return jobEvent();
    }
    throw run
        ? new NotAnEventException("MISSING_IDENTITY", "/job", "a run event must name its job")
        : new NotAnEventException(
            "NOT_AN_EVENT", "", "an event holds 'run' and 'job', or 'job', or 'dataset'");
  }

  private RunEvent runEvent() {
    RunId run = runId();
    JobId job = jobId();
    Optional<EventType> type = eventType();
    ObjectNode runFacets = facets(tree.get("run"), "facets", "/run/facets");
    ObjectNode jobFacets = facets(tree.get("job"), "facets", "/job/facets");
    List<DatasetUse> inputs = datasets("inputs", "inputFacets");
    List<DatasetUse> outputs = datasets("outputs", "outputFacets");
    return new RunEvent(header(), run, job, type, runFacets, jobFacets, inputs, outputs);
  }

  private JobEvent jobEvent() {
    JobId job = jobId();
    ObjectNode jobFacets = facets(tree.get("job"), "facets", "/job/facets");
    List<DatasetUse> inputs = datasets("inputs", "inputFacets");
    List<DatasetUse> outputs = datasets("outputs", "outputFacets");
    return new JobEvent(header(), job, jobFacets, inputs, outputs);
  }

  private DatasetEvent datasetEvent() {
    JsonNode node = tree.get("dataset");
    DatasetId id =
        identity("/dataset", () -> new DatasetId(text(node, "namespace"), text(node, "name")));
    DatasetUse use = new DatasetUse(id, facets(node, "facets", "/dataset/facets"), emptyObject());
    return new DatasetEvent(header(), use);
  }

  private EventHeader header() {
    JsonNode time = tree.get("eventTime");
    EventTimes.EventTime read =
        (time == null || !time.isTextual()
                ? Optional.<EventTimes.EventTime>empty()
                : EventTimes.parse(time.textValue()))
            .orElseThrow(
                () ->
                    new NotAnEventException(
                        "MISSING_IDENTITY", "/eventTime", "eventTime must be an RFC 3339 time"));
    if (!read.zoned()) {
      warn("/eventTime", "TIME_WITHOUT_ZONE", "eventTime names no zone; UTC was taken");
    }
    String producer = text(tree, "producer");
    if (producer.isBlank()) {
      warn("/producer", "MISSING_PRODUCER", "producer is required");
    } else if (!looksLikeUri(producer)) {
      warn("/producer", "PRODUCER_NOT_URI", "producer should be a URI");
    }
    String schemaUrl = text(tree, "schemaURL");
    if (schemaUrl.isBlank()) {
      warn("/schemaURL", "MISSING_SCHEMA_URL", "schemaURL is required");
    } else if (!looksLikeUri(schemaUrl)) {
      warn("/schemaURL", "SCHEMA_URL_NOT_URI", "schemaURL should be a URI");
    }
    return new EventHeader(read.instant(), producer, digest, warnings);
  }

  /** A scheme, a colon, something more, and no white space. */
  private static boolean looksLikeUri(String text) {
    int colon = text.indexOf(':');
    if (colon < 2 || colon == text.length() - 1) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (Character.isWhitespace(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  private RunId runId() {
    RunId run = identity("/run/runId", () -> RunId.of(text(tree.get("run"), "runId")));
    if (!run.sentAsUuid()) {
      warn("/run/runId", "RUN_ID_NOT_UUID", "runId should be a UUID; one was derived from it");
    }
    return run;
  }

  private JobId jobId() {
    JsonNode job = tree.get("job");
    return identity("/job", () -> new JobId(text(job, "namespace"), text(job, "name")));
  }

  private Optional<EventType> eventType() {
    String given = text(tree, "eventType");
    Optional<EventType> type = EventType.parse(given);
    if (type.isEmpty() && !given.isEmpty()) {
      warn("/eventType", "UNKNOWN_EVENT_TYPE", "eventType is none of the specification's");
    } else if (type.filter(known -> !known.name().equals(given)).isPresent()) {
      warn("/eventType", "EVENT_TYPE_NOT_IN_CAPITALS", "eventType should be in capitals");
    }
    return type;
  }

  private List<DatasetUse> datasets(String member, String roleMember) {
    JsonNode list = tree.get(member);
    if (list == null || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      warn("/" + member, "NOT_A_LIST", member + " should be a list; it was set aside");
      return List.of();
    }
    if (list.size() > MAX_DATASETS) {
      throw new NotAnEventException(
          "NOT_AN_EVENT", "/" + member, "an event holds at most " + MAX_DATASETS + " " + member);
    }
    List<DatasetUse> uses = new ArrayList<>(list.size());
    Set<DatasetId> seen = new HashSet<>();
    for (int i = 0; i < list.size(); i++) {
      DatasetUse use = dataset(list.get(i), "/" + member + "/" + i, roleMember);
      if (use != null && !seen.add(use.id())) {
        warn("/" + member + "/" + i, "DATASET_TWICE", "the dataset is listed twice");
      }
      if (use != null) {
        uses.add(use);
      }
    }
    return uses;
  }

  /** The dataset, or null with a warning if it does not say which one it is. */
  private @Nullable DatasetUse dataset(JsonNode node, String pointer, String roleMember) {
    String namespace = text(node, "namespace");
    String name = text(node, "name");
    if (namespace.isBlank() || name.isBlank()) {
      warn(pointer, "DATASET_WITHOUT_NAME", "a dataset without namespace or name was set aside");
      return null;
    }
    DatasetId id = identity(pointer, () -> new DatasetId(namespace, name));
    return new DatasetUse(
        id,
        facets(node, "facets", pointer + "/facets"),
        facets(node, roleMember, pointer + "/" + roleMember));
  }

  private ObjectNode facets(@Nullable JsonNode owner, String member, String pointer) {
    JsonNode given = owner == null ? null : owner.get(member);
    if (given == null || given.isNull()) {
      return emptyObject();
    }
    if (!(given instanceof ObjectNode all)) {
      warn(pointer, "BAD_FACETS", "facets should be an object; they were set aside");
      return emptyObject();
    }
    ObjectNode kept = emptyObject();
    for (Map.Entry<String, JsonNode> facet : all.properties()) {
      String key = facet.getKey();
      if (facet.getValue().isObject() && key.length() <= MAX_FACET_KEY && key.indexOf('\0') < 0) {
        kept.set(key, facet.getValue());
      } else if (!facet.getValue().isNull()) {
        warn(pointer, "BAD_FACET", "a facet that is no object was set aside");
      }
    }
    return kept;
  }

  private void warn(String pointer, String code, String message) {
    // A hostile event could earn a warning per dataset; the first hundred tell the story.
    if (warnings.size() < 100) {
      warnings.add(new ConformanceWarning(pointer, code, message));
    }
  }

  private static ObjectNode emptyObject() {
    return JsonNodeFactory.instance.objectNode();
  }

  private static String text(@Nullable JsonNode owner, String member) {
    JsonNode value = owner == null ? null : owner.get(member);
    return value != null && value.isTextual() ? value.textValue() : "";
  }

  private static <T> T identity(String pointer, Supplier<T> make) {
    try {
      return make.get();
    } catch (IllegalArgumentException e) {
      throw new NotAnEventException("MISSING_IDENTITY", pointer, String.valueOf(e.getMessage()));
    }
  }
}
