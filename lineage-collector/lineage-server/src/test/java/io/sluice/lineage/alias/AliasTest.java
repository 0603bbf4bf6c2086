package io.sluice.lineage.alias;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.catalog.model.DatasetId;
import io.sluice.lineage.graph.SameDataset;
import io.sluice.lineage.projection.EntityIds;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.LineageServerTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class AliasTest extends LineageServerTest {

  private static final String ALIASES = "/api/lineage/v1/aliases";

  @Inject SameDataset same;

  @Test
  void aSymlinksFacetMakesThePathAndTheTableOne() {
    long position =
        Api.emit(
                describe(
                    "2026-01-01T00:00:00Z",
                    "s3://al-1",
                    "wh/orders",
                    symlinks("al-glue", "table/db/orders", "TABLE")))
            .position();

    JsonNode group = group("s3://al-1", "wh/orders");

    assertThat(names(group)).containsExactly("al-glue table/db/orders", "s3://al-1 wh/orders");
    assertThat(group.at("/canonical/namespace").asText()).isEqualTo("al-glue");
    assertThat(group.at("/reasons/0/kind").asText()).isEqualTo("SYMLINK");
    assertThat(group.at("/reasons/0/type").asText()).isEqualTo("TABLE");
    assertThat(group.at("/reasons/0/position").asLong()).isEqualTo(position);
    assertThat(group("al-glue", "table/db/orders")).isEqualTo(group);
    assertThat(same.canonical(id("s3://al-1", "wh/orders")))
        .isEqualTo(id("al-glue", "table/db/orders"));
    assertThat(same.members(id("al-glue", "table/db/orders"))).hasSize(2);
    assertThat(same.members(id("al-glue", "nothing"))).hasSize(1);
  }

  @Test
  void aLaterFacetOfTheSameSourceReplacesTheEarlierWhateverTheOrder() {
    Api.emit(describe("2026-01-02T00:00:00Z", "s3://al-2", "p", symlinks("al-2", "now", "TABLE")));
    Api.emit(
        describe("2026-01-01T00:00:00Z", "s3://al-2", "p", symlinks("al-2", "before", "TABLE")));
    assertThat(names(group("s3://al-2", "p"))).containsExactly("al-2 now", "s3://al-2 p");

    Api.emit(describe("2026-01-03T00:00:00Z", "s3://al-2", "p", "\"symlinks\":{\"x\":1}"));
    assertThat(names(group("s3://al-2", "p"))).hasSize(2);

    Api.emit(
        describe("2026-01-04T00:00:00Z", "s3://al-2", "p", "\"symlinks\":{\"_deleted\":true}"));

    assertThat(names(group("s3://al-2", "p"))).containsExactly("s3://al-2 p");
  }

  @Test
  void aRenameKeepsTheDatasetUntilItsOldNameIsTakenAgain() {
    Api.emit(describe("2026-01-01T00:00:00Z", "al-3", "t_old_2", rename("al-3", "t")));
    JsonNode renamed = group("al-3", "t");
    assertThat(names(renamed)).containsExactly("al-3 t", "al-3 t_old_2");
    assertThat(renamed.at("/canonical/name").asText()).isEqualTo("t_old_2");

    // The other half of a swap: what was t_new is t now.
    Api.emit(describe("2026-01-01T00:00:01Z", "al-3", "t", rename("al-3", "t_new")));

    assertThat(names(group("al-3", "t"))).containsExactly("al-3 t", "al-3 t_new");
    assertThat(group("al-3", "t").at("/canonical/name").asText()).isEqualTo("t");
    assertThat(names(group("al-3", "t_old_2"))).containsExactly("al-3 t_old_2");
  }

  @Test
  void aStewardMergesAndSplitsAndTakesEitherBack() {
    Api.emit(describe("2026-01-01T00:00:00Z", "s3://al-4", "p", symlinks("al-4", "t", "TABLE")));
    String pair = pair("s3://al-4", "p", "al-4", "t");

    JsonNode split = decide("splits", pair, "the path was reused");
    assertThat(names(group("s3://al-4", "p"))).containsExactly("s3://al-4 p");
    JsonNode apart = group("s3://al-4", "p");
    assertThat(apart.at("/reasons/0/notApplied").asText()).isEqualTo("SPLIT");
    assertThat(apart.at("/splits/0/reason").asText()).isEqualTo("the path was reused");
    assertThat(apart.at("/splits/0/decidedBy").asText()).isEqualTo("token:steward");

    assertThat(withdraw("splits", split).status()).isEqualTo(200);
    assertThat(names(group("s3://al-4", "p"))).hasSize(2);

    JsonNode merge = decide("merges", pair("al-4", "t", "elsewhere-4", "t"), "one and the same");
    assertThat(names(group("s3://al-4", "p")))
        .containsExactly("al-4 t", "elsewhere-4 t", "s3://al-4 p");
    assertThat(withdraw("splits", merge).status()).isEqualTo(404);
    assertThat(withdraw("merges", merge).status()).isEqualTo(200);
    assertThat(names(group("s3://al-4", "p"))).containsExactly("al-4 t", "s3://al-4 p");

    List<String> kinds = new ArrayList<>();
    Api.get(ALIASES + "/decisions?limit=500")
        .json()
        .get("items")
        .forEach(
            each -> {
              if (each.at("/left/namespace").asText().endsWith("al-4")) {
                kinds.add(each.get("kind").asText() + " " + each.get("withdrawnBy").asText());
              }
            });
    assertThat(kinds).containsExactly("MERGE token:steward", "SPLIT token:steward");
  }

  @Test
  void aStewardChoosesTheNameThatIsShown() {
    Api.emit(describe("2026-01-01T00:00:00Z", "s3://al-5", "p", symlinks("al-5", "t", "TABLE")));
    String body =
        pair("s3://al-5", "p", "al-5", "t")
            .replace("}}", "},\"canonical\":{\"namespace\":\"s3://al-5\",\"name\":\"p\"}}");

    decide("merges", body, "we speak of the path");

    assertThat(group("al-5", "t").at("/canonical/name").asText()).isEqualTo("p");
  }

  @Test
  void decisionsAreForStewardsWithinTheirScopeAndOnePerPair() {
    String pair = withReason(pair("al-6", "a", "al-6", "b"), "because");
    assertThat(Api.post(ALIASES + "/merges", pair, TestTokens.of("runner")).status())
        .isEqualTo(403);
    assertThat(Api.post(ALIASES + "/merges", pair, TestTokens.of("viewer")).status())
        .isEqualTo(403);
    String scoped = TestTokens.scoped("steward", "al-6", "a");
    assertThat(Api.post(ALIASES + "/merges", pair, scoped).status()).isEqualTo(403);
    assertThat(Api.post(ALIASES + "/merges", pair, TestTokens.of("steward")).status())
        .isEqualTo(201);

    Api.Answer again = Api.post(ALIASES + "/splits", pair, TestTokens.of("admin"));

    assertThat(again.status()).isEqualTo(409);
    assertThat(again.json().get("decision").asLong()).isPositive();
  }

  @Test
  void refusesWhatIsNoDecisionWithItsPlace() {
    String steward = TestTokens.of("steward");
    String same = withReason(pair("al-7", "a", "al-7", "a"), "x");
    assertThat(Api.post(ALIASES + "/merges", same, steward).json().get("pointer").asText())
        .isEqualTo("/right");
    String mute = withReason(pair("al-7", "a", "al-7", "b"), " ");
    assertThat(Api.post(ALIASES + "/splits", mute, steward).json().get("pointer").asText())
        .isEqualTo("/reason");
    assertThat(Api.get(ALIASES + "?namespace=x").status()).isEqualTo(400);
    assertThat(Api.get(ALIASES + "?limit=0").status()).isEqualTo(400);
    assertThat(Api.get(ALIASES + "?cursor=%21").status()).isEqualTo(400);
  }

  @Test
  void anyOrderOfEventsAndDecisionsGivesTheSameGroups() {
    List<String> expected = null;
    for (int seed = 0; seed < 5; seed++) {
      String space = "al-9-" + seed;
      List<Runnable> facts = facts(space);
      if (seed > 0) {
        facts.addAll(facts.subList(0, 3));
        Collections.shuffle(facts, new Random(seed));
      }
      facts.forEach(Runnable::run);
      decide("splits", pair(space, "f", space, "t"), "apart");
      Api.get("/api/lineage/v1/position");

      List<String> now = new ArrayList<>();
      for (String name : List.of("a", "b", "c", "d", "e", "f", "t", "u")) {
        JsonNode group = group(space, name);
        now.add(group.at("/canonical/name").asText() + names(group));
      }
      now.replaceAll(each -> each.replace(space, "space"));

      expected = expected == null ? now : expected;
      assertThat(now).as("seed %d", seed).isEqualTo(expected);
    }
    assertThat(expected).contains("t[space a, space b, space t]", "f[space f]");
  }

  private static List<Runnable> facts(String space) {
    List<Runnable> facts = new ArrayList<>();
    for (String event :
        List.of(
            describe("2026-01-01T00:00:00Z", space, "a", symlinks(space, "t", "TABLE")),
            describe("2026-01-02T00:00:00Z", space, "b", symlinks(space, "u", "TABLE")),
            describe("2026-01-03T00:00:00Z", space, "b", symlinks(space, "t", "TABLE")),
            describe("2026-01-01T00:00:00Z", space, "d", rename(space, "c")),
            describe("2026-01-02T00:00:00Z", space, "e", rename(space, "d")),
            describe("2026-01-05T00:00:00Z", space, "c", rename(space, "u")),
            describe("2026-01-06T00:00:00Z", space, "f", symlinks(space, "t", "TABLE")))) {
      facts.add(() -> assertThat(Api.emit(event).status()).isEqualTo(201));
    }
    return facts;
  }

  @Test
  void groupsAreListedPageByPageAndSurviveBuildingThemAgain() {
    for (int i = 0; i < 3; i++) {
      Api.emit(
          describe(
              "2026-01-01T00:00:00Z", "s3://al-8", "p" + i, symlinks("!al-8", "t" + i, "TABLE")));
    }
    decide("merges", pair("!al-8", "t0", "!al-8", "t1"), "the same");
    List<String> before = all();
    assertThat(before).contains("t0", "t2").doesNotContain("t1");

    Api.post("/api/lineage/v1/projection/rebuild", "", TestTokens.of("admin"));
    Api.get("/api/lineage/v1/position");

    assertThat(all()).isEqualTo(before);
  }

  private static List<String> all() {
    List<String> names = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page = Api.get(ALIASES + "?limit=2" + cursor).json();
      page.get("items").forEach(group -> names.add(group.at("/canonical/name").asText()));
      cursor = page.get("nextCursor").isNull() ? "" : "&cursor=" + page.get("nextCursor").asText();
    } while (!cursor.isEmpty());
    return names;
  }

  private static JsonNode decide(String what, String pair, String reason) {
    Api.Answer answer =
        Api.post(ALIASES + "/" + what, withReason(pair, reason), TestTokens.of("steward"));
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return answer.json().get("decision");
  }

  private static Api.Answer withdraw(String what, JsonNode decision) {
    return Api.method(
        "DELETE",
        ALIASES + "/" + what + "/" + decision.get("id").asLong(),
        TestTokens.of("steward"));
  }

  private static String pair(String namespace, String name, String otherNamespace, String other) {
    return "{\"left\":{\"namespace\":\"%s\",\"name\":\"%s\"},\"right\":{\"namespace\":\"%s\",\"name\":\"%s\"}}"
        .formatted(namespace, name, otherNamespace, other);
  }

  private static String withReason(String pair, String reason) {
    return pair.substring(0, pair.length() - 1) + ",\"reason\":\"" + reason + "\"}";
  }

  private static JsonNode group(String namespace, String name) {
    return Api.get(ALIASES + "?namespace=" + Api.encode(namespace) + "&name=" + Api.encode(name))
        .json()
        .at("/items/0");
  }

  private static List<String> names(JsonNode group) {
    List<String> names = new ArrayList<>();
    group
        .get("members")
        .forEach(m -> names.add(m.get("namespace").asText() + " " + m.get("name").asText()));
    return names;
  }

  private static UUID id(String namespace, String name) {
    return EntityIds.of(new DatasetId(namespace, name));
  }

  private static String symlinks(String namespace, String name, String type) {
    return "\"symlinks\":{\"identifiers\":[{\"namespace\":\"%s\",\"name\":\"%s\",\"type\":\"%s\"}]}"
        .formatted(namespace, name, type);
  }

  private static String rename(String namespace, String previous) {
    return "\"lifecycleStateChange\":{\"lifecycleStateChange\":\"RENAME\",\"previousIdentifier\":{\"namespace\":\"%s\",\"name\":\"%s\"}}"
        .formatted(namespace, previous);
  }

  private static String describe(String time, String namespace, String name, String facets) {
    return """
        {"eventTime":"%s","producer":"https://test","schemaURL":"https://s",
         "dataset":{"namespace":"%s","name":"%s","facets":{%s}}}
        """
        .formatted(time, namespace, name, facets);
  }
}
