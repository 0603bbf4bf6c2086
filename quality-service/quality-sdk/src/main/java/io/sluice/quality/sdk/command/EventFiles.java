package io.sluice.quality.sdk.command;

import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * Reads events from files: one event, an array of events, or events one after the other, gzip or
 * not. Only as much is held as one event takes.
 */
final class EventFiles {

  private static final List<String> ENDINGS = List.of(".json", ".ndjson", ".jsonl");

  private static final ObjectMapper MAPPER =
      JsonMapper.builder(
              new JsonFactoryBuilder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder()
                          .maxNumberLength(400)
                          .maxStringLength(Integer.MAX_VALUE)
                          .build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private EventFiles() {}

  /** What is done with what a file holds. */
  interface Receiver {

    /**
     * An event.
     *
     * @param place the file, and the line or number in it
     * @param json its text
     */
    void event(String place, String json);

    /** Something that is no JSON. */
    void broken(String place, String reason);
  }

  /** The files that are meant: those named, and those with events below directories, by name. */
  static List<Path> find(List<Path> named) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Path each : named) {
      if (Files.isDirectory(each)) {
        try (Stream<Path> below = Files.walk(each)) {
          below
              .filter(Files::isRegularFile)
              .filter(EventFiles::holdsEvents)
              .sorted()
              .forEach(files::add);
        }
      } else {
        files.add(each);
      }
    }
    return files;
  }

  private static boolean holdsEvents(Path file) {
    String name = file.getFileName().toString().replaceAll("\\.gz$", "");
    return ENDINGS.stream().anyMatch(name::endsWith);
  }

  static void read(Path file, Receiver receiver) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      read(file.toString(), in, receiver);
    }
  }

  static void read(String name, InputStream raw, Receiver receiver) throws IOException {
    InputStream in = inflated(raw);
    String plain = name.replaceAll("\\.gz$", "");
    if (plain.endsWith(".ndjson") || plain.endsWith(".jsonl")) {
      readLines(name, in, receiver);
    } else {
      readValues(name, in, receiver);
    }
  }

  private static InputStream inflated(InputStream raw) throws IOException {
    BufferedInputStream in = new BufferedInputStream(raw, 64 << 10);
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip ? new GZIPInputStream(in, 64 << 10) : in;
  }

  /** A broken line does not take the others down. */
  private static void readLines(String name, InputStream in, Receiver receiver) throws IOException {
    BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    int number = 0;
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      number++;
      if (line.isBlank()) {
        continue;
      }
      String place = name + ":" + number;
      try {
        MAPPER.readTree(line);
        receiver.event(place, line);
      } catch (JsonProcessingException e) {
        receiver.broken(place, "not JSON: " + e.getOriginalMessage());
      }
    }
  }

  private static void readValues(String name, InputStream in, Receiver receiver)
      throws IOException {
    int number = 0;
    try (JsonParser parser = MAPPER.getFactory().createParser(in)) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.START_ARRAY || token == JsonToken.END_ARRAY) {
          continue;
        }
        JsonNode event = MAPPER.readTree(parser);
        receiver.event(name + "#" + ++number, event.toString());
      }
      if (number == 0) {
        receiver.broken(name, "there is no event in it");
      }
    } catch (JsonProcessingException e) {
      int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
      receiver.broken(name + ":" + line, "not JSON: " + e.getOriginalMessage());
    }
  }
}
