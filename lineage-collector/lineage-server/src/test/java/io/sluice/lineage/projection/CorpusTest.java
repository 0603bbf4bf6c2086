package io.sluice.lineage.projection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Corpus;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Whatever order events come in, however often and however packed: the same state and answers. */
@QuarkusTest
class CorpusTest extends LineageServerTest {

  private static final List<String> QUESTIONS =
      List.of(
          "/api/lineage/v1/evidence?namespace=postgres://db:5432&name=shop.raw.orders",
          "/api/lineage/v1/evidence?namespace=snowflake://acme-eu&name=SHOP.MART.CUSTOMERS",
          "/api/lineage/v1/datasets/statistics?namespace=mover&name=vault",
          "/api/lineage/v1/datasets/subsets?namespace=mover&name=vault",
          "/api/lineage/v1/tags?namespace=snowflake://acme-eu&name=SHOP.MART.CUSTOMERS",
          "/api/lineage/v1/conformance?limit=500",
          "/api/lineage/v1/runs/run_id",
          "/api/v1/lineage?depth=20&nodeId=dataset:mover:vault");

  /** What says when or at which position, and not what. */
  private static final List<String> ABOUT_TIME =
      List.of(
          "receivedAt",
          "traceId",
          "traceIds",
          "position",
          "freshness",
          "createdAt",
          "updatedAt",
          "asOf",
          "lagMs");

  @Inject ProjectionTables tables;

  @Test
  void anyOrderDuplicationAndPackingGivesTheSameStateAndTheSameAnswers() throws SQLException {
    List<String> events = Corpus.everything();
    Map<String, List<String>> expected = null;
    Map<String, String> answers = null;
    for (int round = 0; round < 6; round++) {
      tables.clear();
      send(events, round);
      // Answers once everything that was acknowledged is applied.
      Api.get("/api/lineage/v1/position");

      Map<String, List<String>> now = tables.read(false);
      Map<String, String> said = answers();

      expected = expected == null ? now : expected;
      answers = answers == null ? said : answers;
      assertThat(differences(expected, now)).as("round %d", round).isEmpty();
      assertThat(said).as("round %d", round).isEqualTo(answers);
    }
    assertThat(expected.get("dataset_fact")).isNotEmpty();
    assertThat(expected.get("conformance_finding")).isNotEmpty();
  }

  @Test
  void keepsNoSecretOfTheCorpus() throws SQLException {
    Corpus.everything().forEach(Api::emit);
    Api.get("/api/lineage/v1/position");

    tables
        .read(true)
        .forEach(
            (table, rows) ->
                assertThat(rows.stream().filter(row -> row.contains("hunter2")))
                    .as(table)
                    .isEmpty());
    Api.Answer raw = Api.get("/api/v1/events/lineage?limit=100");
    assertThat(raw.body().contains("***")).isTrue();
    assertThat(raw.body().contains("hunter2")).isFalse();
  }

  @Test
  void appliesEveryEventOfTheCorpus() {
    long before = notApplied();

    Corpus.everything().forEach(Api::emit);
    Api.get("/api/lineage/v1/position");

    assertThat(notApplied()).isEqualTo(before);
  }

  private static long notApplied() {
    return Api.get("/api/lineage/v1/dead-letters?limit=500")
        .json()
        .findValuesAsText("code")
        .stream()
        .filter("NOT_PROJECTED"::equals)
        .count();
  }

  /** The rows that only one of two states has, cut so that they can be read. */
  private static List<String> differences(
      Map<String, List<String>> expected, Map<String, List<String>> now) {
    List<String> differences = new ArrayList<>();
    expected.forEach(
        (table, rows) -> {
          List<String> others = now.getOrDefault(table, List.of());
          rows.stream()
              .filter(row -> !others.contains(row))
              .forEach(row -> differences.add(cut("- " + table + " " + row)));
          others.stream()
              .filter(row -> !rows.contains(row))
              .forEach(row -> differences.add(cut("+ " + table + " " + row)));
        });
    return differences;
  }

  private static String cut(String text) {
    return text.length() <= 1_500 ? text : text.substring(0, 1_500);
  }

  /** In order and one by one the first time; then shuffled, repeated, in batches, compressed. */
  private static void send(List<String> events, int round) {
    List<String> sent = new ArrayList<>(events);
    if (round > 0) {
      Random random = new Random(round);
      for (int i = 0; i < events.size() / 3; i++) {
        sent.add(events.get(random.nextInt(events.size())));
      }
      Collections.shuffle(sent, random);
    }
    if (round < 2) {
      sent.forEach(event -> assertThat(Api.emit(event).status()).isEqualTo(201));
      return;
    }
    int size = 1 + sent.size() / round;
    for (int from = 0; from < sent.size(); from += size) {
      Api.Answer answer =
          Api.post(
              "/api/v1/lineage/batch",
              Corpus.gzippedBatch(sent.subList(from, Math.min(sent.size(), from + size))),
              TestTokens.of("runner"),
              "Content-Encoding",
              "gzip");
      assertThat(answer.status()).as(answer.body()).isEqualTo(204);
    }
  }

  private static Map<String, String> answers() {
    Map<String, String> answers = new TreeMap<>();
    for (String question : QUESTIONS) {
      Api.Answer answer = Api.get(question);
      assertThat(answer.status()).as(question + " " + answer.body()).isEqualTo(200);
      JsonNode body = answer.json();
      for (String member : ABOUT_TIME) {
        body.findParents(member).forEach(parent -> ((ObjectNode) parent).remove(member));
      }
      answers.put(question, body.toString());
    }
    return answers;
  }
}
