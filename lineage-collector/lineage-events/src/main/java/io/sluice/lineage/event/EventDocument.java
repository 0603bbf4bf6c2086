package io.sluice.lineage.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An event and the bytes that are kept of it: cleaned, redacted, in canonical form (members sorted,
 * no white space, numbers as they were written).
 *
 * @param event what the bytes say
 * @param canonical the canonical form, UTF-8
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes go straight to the log and are never compared
public record EventDocument(LineageEvent event, byte[] canonical) {

  /** The deepest nesting that is read. */
  public static final int MAX_DEPTH = 500;

  /**
   * The most tokens of a body: a node of a tree is many times as large as the two bytes that ask
   * for it. A hundred thousand columns have fewer.
   */
  public static final int MAX_TOKENS = 1_500_000;

  private static final ObjectMapper MAPPER = strictMapper(MAX_TOKENS);

  /** What was taken in once is read for ever, whatever the bound is by then. */
  private static final ObjectMapper KEPT = strictMapper(Long.MAX_VALUE);

  /**
   * Parses one event, or an array of them, from UTF-8 JSON.
   *
   * @throws NotAnEventException if the bytes are no JSON
   */
  public static JsonNode parse(byte[] json) {
    return parse(MAPPER, json);
  }

  private static JsonNode parse(ObjectMapper mapper, byte[] json) {
    try {
      JsonNode tree = mapper.readTree(json);
      if (tree == null || tree.isMissingNode()) {
        throw new NotAnEventException("UNPARSEABLE", "", "the body is empty");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new NotAnEventException("UNPARSEABLE", "", describe(e));
    } catch (IOException e) {
      throw new NotAnEventException("UNPARSEABLE", "", "the body cannot be read");
    }
  }

  /**
   * Cleans, recognises and digests one event. The tree is changed.
   *
   * @throws NotAnEventException if the tree is no event
   */
  public static EventDocument of(JsonNode tree) {
    if (!(tree instanceof ObjectNode object)) {
      throw new NotAnEventException("NOT_AN_EVENT", "", "an event is a JSON object");
    }
    LineageEventReader.requireWholeNames(object);
    EventCleaner.clean(object);
    // Puts the members in order, so that the event is the same as when it is read back.
    byte[] canonical = write(object);
    return new EventDocument(LineageEventReader.read(object, sha256(canonical)), canonical);
  }

  /** Takes secrets and broken text out of any tree, which is changed and returned. */
  public static JsonNode clean(JsonNode tree) {
    EventCleaner.clean(tree);
    return tree;
  }

  /** Takes secrets out of text that is no JSON, as far as they can be told. */
  public static byte[] cleanText(byte[] text) {
    return TextCleaner.clean(new String(text, StandardCharsets.UTF_8))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Reads an event back from its canonical form. */
  public static EventDocument ofCanonical(byte[] canonical) {
    return new EventDocument(ofCanonical(canonical, sha256(canonical)), canonical);
  }

  /**
   * Reads an event back from its canonical form.
   *
   * @param digest the SHA-256 of that form, lower-case hex, where it is known
   */
  public static LineageEvent ofCanonical(byte[] canonical, String digest) {
    if (!(parse(KEPT, canonical) instanceof ObjectNode object)) {
      throw new NotAnEventException("NOT_AN_EVENT", "", "an event is a JSON object");
    }
    return LineageEventReader.read(object, digest);
  }

  /** The tree in canonical form; its members are put in order. */
  public static byte[] write(JsonNode tree) {
    return CanonicalWriter.write(tree);
  }

  /** The SHA-256 of some bytes in lower-case hex. */
  public static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String describe(JsonProcessingException e) {
    String where =
        e.getLocation() == null
            ? ""
            : " at line "
                + e.getLocation().getLineNr()
                + ", column "
                + e.getLocation().getColumnNr();
    // The parser quotes what it choked on, and that may be a secret without its quotes.
    return "not JSON: "
        + String.valueOf(e.getOriginalMessage()).replaceAll("token '[^']*'?", "token")
        + where;
  }

  private static ObjectMapper strictMapper(long maxTokens) {
    JsonFactory factory =
        new JsonFactoryBuilder()
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(400)
                    .maxTokenCount(maxTokens)
                    .build())
            .build();
    return JsonMapper.builder(factory)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        // Found by the tree itself; the parser's own detection keeps a set of names for each
        // object.
        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
        .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
        .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
        .build();
  }
}
