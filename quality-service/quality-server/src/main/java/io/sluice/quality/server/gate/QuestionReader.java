package io.sluice.quality.server.gate;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.server.batch.BatchMatching;
import io.sluice.quality.server.evaluation.BatchSource;
import io.sluice.quality.server.evaluation.Question;
import io.sluice.quality.server.problem.QualityProblem;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what a caller asks of a gate and refuses what it does not understand, with the place. */
final class QuestionReader {

  private static final int LONGEST_BATCH = 512;
  private static final int LONGEST_NAME = 1024;
  private static final int DEEPEST = 64;

  private static final Set<String> FIELDS =
      Set.of("batch", "batchTime", "source", "stage", "run", "callbacks", "deadline");

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  static {
    JSON.getFactory()
        .setStreamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
  }

  private final Instant now;
  private final Duration longestTimeLimit;

  QuestionReader(Instant now, Duration longestTimeLimit) {
    this.now = now;
    this.longestTimeLimit = longestTimeLimit;
  }

  /**
   * What was read.
   *
   * @param question the question
   * @param digest of the request, the same for requests that say the same
   */
  record Read(Question question, String digest) {}

  Read read(@Nullable String body) {
    JsonNode root = parse(body);
    if (!root.isObject()) {
      throw refused("", "the body takes an object");
    }
    for (String field : (Iterable<String>) root::fieldNames) {
      if (!FIELDS.contains(field)) {
        throw refused("/" + escape(field), "unknown field '" + field + "'");
      }
    }
    if (root.hasNonNull("callbacks")) {
      throw ProblemException.at(
          QualityProblem.NOT_YET,
          "/callbacks",
          "callbacks are not supported yet: wait with Prefer: wait=N, or poll the Location of the"
              + " 202");
    }
    return new Read(
        new Question(
            batch(root.path("batch")),
            instant(root, "batchTime"),
            source(root.path("source")),
            text(root, "", "stage", 64),
            run(root.path("run")),
            deadline(root.path("deadline"))),
        digest(root));
  }

  private static JsonNode parse(@Nullable String body) {
    try {
      JsonNode root = JSON.readTree(body == null || body.isBlank() ? "{}" : body);
      return root == null ? JSON.createObjectNode() : root;
    } catch (JsonProcessingException e) {
      throw new ProblemException(
          CommonProblem.MALFORMED_JSON,
          e.getOriginalMessage(),
          Map.of("line", e.getLocation().getLineNr(), "column", e.getLocation().getColumnNr()));
    }
  }

  private static String batch(JsonNode batch) {
    if (batch.isMissingNode() || batch.isNull()) {
      return BatchMatching.WHOLE;
    }
    if (!batch.isTextual()) {
      throw refused("/batch", "batch takes a text");
    }
    return checkedBatch(batch.asText(), "/batch");
  }

  /** Checks a batch id, wherever it comes from. */
  static String checkedBatch(String batch, String pointer) {
    if (batch.length() > LONGEST_BATCH) {
      throw refused(pointer, "a batch id takes at most " + LONGEST_BATCH + " characters");
    }
    if (batch.chars().anyMatch(Character::isISOControl)) {
      throw refused(pointer, "a batch id holds no control characters");
    }
    if (batch.codePoints().anyMatch(QuestionReader::isHalfACharacter)) {
      throw refused(pointer, "a batch id holds half a character (a lone surrogate)");
    }
    return batch;
  }

  private static boolean isHalfACharacter(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private static @Nullable JsonNode source(JsonNode source) {
    if (source.isMissingNode() || source.isNull()) {
      return null;
    }
    try {
      BatchSource.read(source);
    } catch (RuleSyntaxException e) {
      throw QualityProblem.INVALID_QUESTION.with(e.faults());
    }
    return source;
  }

  private static Question.@Nullable AskingRun run(JsonNode run) {
    if (run.isMissingNode() || run.isNull()) {
      return null;
    }
    if (!run.isObject()) {
      throw refused("/run", "run takes an object with runId and job");
    }
    String id = text(run, "/run", "runId", 36);
    if (id == null) {
      throw refused("/run/runId", "run takes the runId of an OpenLineage run");
    }
    UUID runId;
    try {
      runId = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw refused("/run/runId", "runId takes a UUID, not '" + id + "'");
    }
    JsonNode job = run.path("job");
    if (!job.isMissingNode() && !job.isNull() && !job.isObject()) {
      throw refused("/run/job", "job takes an object with namespace and name");
    }
    return new Question.AskingRun(
        runId,
        text(job, "/run/job", "namespace", LONGEST_NAME),
        text(job, "/run/job", "name", LONGEST_NAME));
  }

  /** A deadline is a moment, or how long from now. */
  private @Nullable Instant deadline(JsonNode deadline) {
    if (deadline.isMissingNode() || deadline.isNull()) {
      return null;
    }
    String text = deadline.asText();
    Instant at;
    try {
      at = text.startsWith("P") ? now.plus(Duration.parse(text)) : moment(text);
    } catch (DateTimeException | ArithmeticException e) {
      throw refused(
          "/deadline", "deadline takes a moment (2026-01-31T06:00:00Z) or a duration (PT5M)");
    }
    if (!at.isAfter(now)) {
      throw refused("/deadline", "the deadline " + at + " has passed");
    }
    if (at.isAfter(now.plus(longestTimeLimit))) {
      throw refused("/deadline", "the deadline lies more than " + longestTimeLimit + " ahead");
    }
    return at;
  }

  private static @Nullable Instant instant(JsonNode root, String field) {
    JsonNode value = root.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    try {
      return moment(value.asText());
    } catch (DateTimeException e) {
      throw refused(
          "/" + field, field + " takes a moment with its zone, for example 2026-01-31T00:00:00Z");
    }
  }

  private static Instant moment(String text) {
    return OffsetDateTime.parse(text).toInstant();
  }

  private static @Nullable String text(JsonNode parent, String above, String field, int longest) {
    JsonNode value = parent.path(field);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    String text = value.asText();
    if (!value.isTextual() || text.isBlank() || text.length() > longest) {
      throw refused(
          above + "/" + field, field + " takes a text of 1 to " + longest + " characters");
    }
    return text;
  }

  private static ProblemException refused(String pointer, String detail) {
    return ProblemException.at(QualityProblem.INVALID_QUESTION, pointer, detail);
  }

  private static String escape(String field) {
    return field.replace("~", "~0").replace("/", "~1");
  }

  private static String digest(JsonNode root) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(canonical(root).toString().getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** The order of fields says nothing, so it does not count. */
  private static Object canonical(JsonNode node) {
    if (node.isObject()) {
      TreeMap<String, Object> fields = new TreeMap<>();
      node.properties()
          .forEach(field -> fields.put("\"" + field.getKey(), canonical(field.getValue())));
      return fields;
    }
    if (node.isArray()) {
      java.util.List<Object> items = new java.util.ArrayList<>();
      node.forEach(item -> items.add(canonical(item)));
      return items;
    }
    return node.toString();
  }
}
