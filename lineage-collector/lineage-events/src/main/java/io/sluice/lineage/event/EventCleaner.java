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
 * URL, a connection string, a command line, a header, or JSON within a text. A lone surrogate
 * cannot be written as UTF-8 and becomes U+FFFD.
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
  private static final String SECRET_WORD =
      "(?:password|passwd|pwd|passphrase|secret|sig"
          + "|(?:access|auth|bearer|refresh|sas|session|id|api|oauth|security)[-_.]?token"
          + "|(?<![a-z0-9_])token|(?:api|access|account|private|shared)[-_.]?key"
          + "|secret[-_.]?(?:access[-_.]?)?key|x-amz-(?:signature|credential|security-token))";

  /** Password, passphrase, secret, sig, token, key, credential. */
  private static final String LAST_OF_SECRET_WORDS = "detgnyl";

  private static final Pattern PARAMETER_CREDENTIALS =
      Pattern.compile(
          "(" + SECRET_WORD + "=)(?:'[^']++'|\"[^\"]++\"|[^&;\\s\"']+)", Pattern.CASE_INSENSITIVE);

  /** JSON within a text, as orchestrators keep their parameters. */
  private static final Pattern QUOTED_CREDENTIALS =
      Pattern.compile(
          "(" + SECRET_WORD + "[\"']\\s{0,5}+:\\s{0,5}+[\"'])[^\"']+", Pattern.CASE_INSENSITIVE);

  /** What follows a flag of a command line. */
  private static final Pattern FLAG_CREDENTIALS =
      Pattern.compile("(--?" + SECRET_WORD + "\\s{1,5}+)[^\\s-]\\S*", Pattern.CASE_INSENSITIVE);

  private static final Pattern HEADER_CREDENTIALS =
      Pattern.compile("((?:Bearer|Basic) )[A-Za-z0-9._~+/=-]{8,}", Pattern.CASE_INSENSITIVE);

  /** Oracle's thin driver: {@code jdbc:oracle:thin:user/password@host}. */
  private static final Pattern ORACLE_CREDENTIALS =
      Pattern.compile("(jdbc:oracle:\\w{1,16}+:[^/\\s@]{0,256}/)[^@\\s]{1,256}@");

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
      boolean secret =
          value.isValueNode()
              && ((secretName != null && member.getKey().equals("value"))
                  || saysSecret(member.getKey()));
      if (secret && value.isNumber()) {
        member.setValue(TextNode.valueOf(REDACTED));
      } else if (value instanceof TextNode text) {
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
          boolean secret = i > 0 && isSecretFlag(array.get(i - 1));
          String cleaned = secret ? REDACTED : cleanText(text.textValue());
          if (!cleaned.equals(text.textValue())) {
            array.set(i, TextNode.valueOf(cleaned));
          }
        } else {
          cleanContainer(array.get(i));
        }
      }
    }
  }

  /** Whether it is {@code --password} or the like, after which a command line names the secret. */
  private static boolean isSecretFlag(JsonNode before) {
    return before instanceof TextNode text
        && text.textValue().startsWith("-")
        && text.textValue().length() <= MAX_KNOWN_LENGTH
        && text.textValue().indexOf('=') < 0
        && text.textValue().indexOf(' ') < 0
        && saysSecret(text.textValue());
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
    return mayNeedCleaning(text) ? cleanSuspect(text) : text;
  }

  /**
   * Whether the text has a character without which none of the patterns below matches and nothing
   * is broken. An event has hundreds of texts, and almost none of them has one.
   */
  private static boolean mayNeedCleaning(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == ' ' || c == '"' || c == '\'' || c == '=' || c == '@' || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  /** Whether there is a '=' after the last letter of a {@link #SECRET_WORD}. */
  private static boolean mayNameSecret(String text) {
    for (int i = text.indexOf('='); i >= 0; i = text.indexOf('=', i + 1)) {
      if (i > 0 && LAST_OF_SECRET_WORDS.indexOf(Character.toLowerCase(text.charAt(i - 1))) >= 0) {
        return true;
      }
    }
    return false;
  }

  private static String cleanSuspect(String text) {
    String cleaned = text;
    if (cleaned.contains("://") && cleaned.indexOf('@') >= 0) {
      cleaned = URL_CREDENTIALS.matcher(cleaned).replaceAll("$1:" + REDACTED + "@");
    }
    if (mayNameSecret(cleaned)) {
      cleaned = PARAMETER_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED);
    }
    if (cleaned.contains("\":") || cleaned.contains("':")) {
      cleaned = QUOTED_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED);
    }
    if (cleaned.indexOf('-') >= 0 && cleaned.indexOf(' ') > 0) {
      cleaned = FLAG_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED);
    }
    if (cleaned.contains("earer ") || cleaned.contains("asic ")) {
      cleaned = HEADER_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED);
    }
    if (cleaned.contains("jdbc:oracle:")) {
      cleaned = ORACLE_CREDENTIALS.matcher(cleaned).replaceAll("$1" + REDACTED + "@");
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
