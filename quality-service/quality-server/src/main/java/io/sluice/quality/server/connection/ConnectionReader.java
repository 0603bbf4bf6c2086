package io.sluice.quality.server.connection;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.engine.DatabaseAddress;
import io.sluice.quality.server.problem.QualityProblem;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what a connection is and refuses what it does not understand, with the place. */
final class ConnectionReader {

  static final String TYPE = "postgresql";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");
  private static final Pattern VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]{0,199}");
  private static final int LONGEST_URL = 1000;
  private static final int LONGEST_USER = 63;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final String envPrefix;

  ConnectionReader(String envPrefix) {
    this.envPrefix = envPrefix;
  }

  /** Reads a body; a fault never repeats a value, which may be a password put in a wrong place. */
  RegisteredConnection read(String name, @Nullable String body, Instant now, String by) {
    if (!NAME.matcher(name).matches()) {
      throw refused("", "a connection's name takes letters, digits and . _ - only");
    }
    JsonNode root = parse(body);
    requireMembers(root, "", Set.of("type", "url", "user", "password"));
    if (!TYPE.equals(text(root, "", "type", 50))) {
      throw refused("/type", "the type of a connection is '" + TYPE + "'");
    }
    String user = text(root, "", "user", LONGEST_USER);
    if (user.chars().anyMatch(Character::isISOControl)) {
      throw refused("/user", "a user's name holds no control characters");
    }
    return new RegisteredConnection(
        name, address(root), user, password(root.path("password")), now, by);
  }

  private static JsonNode parse(@Nullable String body) {
    try {
      JsonNode root = JSON.readTree(body == null ? "" : body);
      if (root == null || !root.isObject()) {
        throw refused("", "the body takes an object");
      }
      return root;
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          CommonProblem.MALFORMED_JSON,
          "the body is not JSON",
          Map.of("line", e.getLocation().getLineNr(), "column", e.getLocation().getColumnNr()));
    }
  }

  private static DatabaseAddress address(JsonNode root) {
    try {
      return DatabaseAddress.parse(text(root, "", "url", LONGEST_URL));
    } catch (IllegalArgumentException invalid) {
      throw refused("/url", String.valueOf(invalid.getMessage()));
    }
  }

  private SecretReference password(JsonNode password) {
    if (!password.isObject()) {
      throw refused(
          "/password", "a password is not stored here: say {\"env\":\"…\"} or {\"file\":\"…\"}");
    }
    requireMembers(password, "/password", Set.of("env", "file"));
    if (password.size() != 1) {
      throw refused("/password", "a password lies in either 'env' or 'file'");
    }
    if (password.has("env")) {
      String variable = text(password, "/password", "env", 200);
      if (!VARIABLE.matcher(variable).matches() || !variable.startsWith(envPrefix)) {
        throw refused(
            "/password/env",
            "the variable's name takes capitals, digits and _, and starts with " + envPrefix);
      }
      return new SecretReference(SecretReference.Kind.ENV, variable);
    }
    String file = text(password, "/password", "file", 100);
    if (!NAME.matcher(file).matches()) {
      throw refused(
          "/password/file", "the name of a file in the secrets folder takes no path, only a name");
    }
    return new SecretReference(SecretReference.Kind.FILE, file);
  }

  private static void requireMembers(JsonNode node, String above, Set<String> known) {
    for (String field : (Iterable<String>) node::fieldNames) {
      if (!known.contains(field)) {
        String pointer = above + "/" + field.replace("~", "~0").replace("/", "~1");
        throw refused(pointer, "unknown field '" + field + "'");
      }
    }
  }

  private static String text(JsonNode parent, String above, String field, int longest) {
    JsonNode value = parent.path(field);
    if (!value.isTextual() || value.asText().isBlank() || value.asText().length() > longest) {
      throw refused(
          above + "/" + field, field + " takes a text of 1 to " + longest + " characters");
    }
    return value.asText();
  }

  private static ProblemException refused(String pointer, String detail) {
    return ProblemException.at(QualityProblem.INVALID_CONNECTION, pointer, detail);
  }
}
