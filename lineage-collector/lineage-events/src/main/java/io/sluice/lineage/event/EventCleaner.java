package io.sluice.lineage.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets and broken text out of an event before anything else sees it.
 *
 * <p>A secret is a text whose key says so ({@code password}, {@code apiKey} …), the value beside a
 * name or key that says so (environmentVariables, executionParameters), and the credentials in a
 * URL or a connection string. A lone surrogate cannot be written as UTF-8 and becomes U+FFFD.
 */
final class EventCleaner {

  static final String REDACTED = "***";

  private static final Pattern SECRET_KEY =
      Pattern.compile(
          "pass(word|wd|phrase)|pwd$|secret|credential|private[-_.]?key|api[-_.]?key"
              + "|access[-_.]?key|account[-_.]?key|auth[-_.]?token|(^|[-_.])token$|[a-z]Token$"
              + "|authorization|sas[-_.]?token|connection[-_.]?string",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern URL_CREDENTIALS =
      Pattern.compile("(://[^/\\s:@]{0,256}):[^/\\s@]+@");
  private static final Pattern PARAMETER_CREDENTIALS =
      Pattern.compile(
          "((?:password|passwd|pwd|secret|access_?token|api_?key|sig)=)[^&;\\s\"']+",
          Pattern.CASE_INSENSITIVE);
  private static final List<String> NAME_MEMBERS = List.of("name", "key");

  /** Members are called the same in event after event; the pattern is asked once for each name. */
  private static final ConcurrentMap<String, Boolean> KNOWN_KEYS = new ConcurrentHashMap<>();

  private static final int MAX_KNOWN_KEYS = 10_000;
  private static final int MAX_KNOWN_LENGTH = 64;

  private EventCleaner() {}

  static boolean saysSecret(String key) {
    Boolean known = KNOWN_KEYS.get(key);
    if (known != null) {
      return known;
    }
    boolean secret = SECRET_KEY.matcher(key).find();
    if (key.length() <= MAX_KNOWN_LENGTH && KNOWN_KEYS.size() < MAX_KNOWN_KEYS) {
      KNOWN_KEYS.put(key, secret);
    }
    return secret;
  }

  /** Cleans the tree in place. */
  static void clean(JsonNode tree) {
    cleanContainer(tree);
  }

  private static void cleanObject(ObjectNode object) {
    String secretName = secretNameIn(object);
    for (Map.Entry<String, JsonNode> member : object.properties()) {
      JsonNode value = member.getValue();
      if (value instanceof TextNode text) {
        boolean secret =
            (secretName != null && member.getKey().equals("value")) || saysSecret(member.getKey());
        String cleaned = secret ? REDACTED : cleanText(text.textValue());
        if (!cleaned.equals(text.textValue())) {
          member.setValue(TextNode.valueOf(cleaned));
        }
      } else {
        cleanContainer(value);
      }
    }
  }

  private static void cleanContainer(JsonNode value) {
    if (value instanceof ObjectNode object) {
      cleanObject(object);
    } else if (value instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        if (array.get(i) instanceof TextNode text) {
          String cleaned = cleanText(text.textValue());
          if (!cleaned.equals(text.textValue())) {
            array.set(i, TextNode.valueOf(cleaned));
          }
        } else {
          cleanContainer(array.get(i));
        }
      }
    }
  }

  /** The name of a {name, value} pair if that name says its value is secret. */
  private static @Nullable String secretNameIn(ObjectNode object) {
    if (!object.has("value")) {
      return null;
    }
    for (String member : NAME_MEMBERS) {
      JsonNode name = object.get(member);
      if (name instanceof TextNode text && saysSecret(text.textValue())) {
        return text.textValue();
      }
    }
    return null;
  }

  static String cleanText(String text) {
    String cleaned = text;
    if (cleaned.contains("://") && cleaned.indexOf('@') >= 0) {
      cleaned = URL_CREDENTIALS.matcher(cleaned).replaceAll("$1:" + REDACTED + "@");
    }
    if (cleaned.indexOf('=') >= 0) {
      cleaned = PARAMETER_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED);
    }
    return replaceLoneSurrogates(cleaned);
  }

  static boolean hasLoneSurrogate(String text) {
    return !replaceLoneSurrogates(text).equals(text);
  }

  private static String replaceLoneSurrogates(String text) {
    StringBuilder repaired = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (!Character.isSurrogate(c)) {
        continue;
      }
      boolean paired =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (paired) {
        i++;
      } else {
        repaired = repaired == null ? new StringBuilder(text) : repaired;
        repaired.setCharAt(i, '\uFFFD');
      }
    }
    return repaired == null ? text : repaired.toString();
  }
}
