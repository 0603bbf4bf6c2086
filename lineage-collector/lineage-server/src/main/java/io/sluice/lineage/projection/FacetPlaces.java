package io.sluice.lineage.projection;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.lineage.run.Latest;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Where in the log the newest instance of each facet of one owner is. As JSON: an array of {@code
 * {at, digest, position, keys, deleted}}, the newest event first.
 */
final class FacetPlaces {

  private static final JsonFactory JSON = new JsonFactory();
  private static final JsonMapper MAPPER = new JsonMapper();

  private final Map<String, Latest<Place>> places = new TreeMap<>();

  /** Where a facet is, and whether it says that it is gone. */
  record Place(long position, boolean deleted) {}

  void add(String key, Latest<Place> report) {
    places.merge(key, report, Latest::newer);
  }

  void addAll(FacetPlaces others) {
    others.places.forEach(this::add);
  }

  int size() {
    return places.size();
  }

  /** What was stored. */
  static FacetPlaces read(String json) {
    try {
      FacetPlaces read = new FacetPlaces();
      for (JsonNode event : MAPPER.readTree(json)) {
        for (JsonNode key : event.get("keys")) {
          boolean deleted = false;
          for (JsonNode each : event.path("deleted")) {
            deleted |= each.equals(key);
          }
          read.add(
              key.textValue(),
              new Latest<>(
                  Instant.parse(event.get("at").textValue()),
                  event.get("digest").textValue(),
                  new Place(event.get("position").longValue(), deleted)));
        }
      }
      return read;
    } catch (IOException e) {
      throw new IllegalStateException("stored places of facets cannot be read", e);
    }
  }

  /** The same for the same places. */
  String write() {
    Map<Event, List<String>> byEvent = new TreeMap<>(Event.NEWEST_FIRST);
    places.forEach(
        (key, report) ->
            byEvent
                .computeIfAbsent(
                    new Event(report.at(), report.digest(), report.value().position),
                    event -> new ArrayList<>())
                .add(key));
    StringWriter text = new StringWriter(200);
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartArray();
      for (Map.Entry<Event, List<String>> each : byEvent.entrySet()) {
        json.writeStartObject();
        json.writeStringField("at", each.getKey().at.toString());
        json.writeStringField("digest", each.getKey().digest);
        json.writeNumberField("position", each.getKey().position);
        write(json, "keys", each.getValue());
        List<String> deleted = each.getValue().stream().filter(key -> place(key).deleted).toList();
        if (!deleted.isEmpty()) {
          write(json, "deleted", deleted);
        }
        json.writeEndObject();
      }
      json.writeEndArray();
    } catch (IOException e) {
      throw new IllegalStateException("a text takes everything", e);
    }
    return text.toString();
  }

  private Place place(String key) {
    Latest<Place> report = places.get(key);
    return report == null ? new Place(0, false) : report.value();
  }

  private static void write(JsonGenerator json, String member, List<String> keys)
      throws IOException {
    json.writeArrayFieldStart(member);
    for (String key : keys) {
      json.writeString(key);
    }
    json.writeEndArray();
  }

  private record Event(Instant at, String digest, long position) {
    static final Comparator<Event> NEWEST_FIRST =
        Comparator.comparing(Event::at)
            .thenComparing(Event::digest)
            .thenComparing(Event::position)
            .reversed();
  }
}
