package io.sluice.lineage.graph;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.TestTokens;
import io.sluice.lineage.testing.Api;
import io.sluice.lineage.testing.Events;
import io.sluice.lineage.testing.LineageServerTest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What was true at a time, and what was known at a position. */
@QuarkusTest
class TwoClocksTest extends LineageServerTest {

  private final String tag = UUID.randomUUID().toString().substring(0, 8);
  private final String in = "in-" + tag;
  private final String out = "out-" + tag;

  @Test
  void aClosureTellsWhatWasTrueAtATimeAndWhatWasKnownAtAPosition() {
    long before = run("2026-01-02T00:00:00Z").position() - 1;
    long dropped = Api.emit(Events.drop("2026-02-01T00:00:00Z", out)).position();

    assertThat(reached("")).isEmpty();
    assertThat(reached(",\"asOf\":\"2026-01-01T00:00:00Z\"")).isEmpty();
    assertThat(reached(",\"asOf\":\"2026-01-15T00:00:00Z\"")).containsExactly(out);
    assertThat(reached(",\"asOf\":\"2026-02-01T00:00:00Z\"")).isEmpty();
    // Before the DROP came, nobody knew.
    assertThat(reached(",\"knownAt\":" + (dropped - 1))).containsExactly(out);
    assertThat(reached(",\"knownAt\":" + before)).isEmpty();

    // A run that tells late of an earlier time changes what is known of it, not what was known.
    run("2025-12-01T00:00:00Z");
    String early = ",\"asOf\":\"2025-12-15T00:00:00Z\"";
    assertThat(reached(early)).containsExactly(out);
    assertThat(reached(early + ",\"knownAt\":" + dropped)).isEmpty();
  }

  @Test
  void refusesAMomentThatIsNone() {
    assertThat(ask(",\"knownAt\":9999999999").status()).isEqualTo(400);
    assertThat(ask(",\"knownAt\":-1").status()).isEqualTo(400);
    assertThat(ask(",\"asOf\":\"yesterday\"").status()).isEqualTo(400);
  }

  private Api.Answer run(String time) {
    return Api.emit(
        Events.run("COMPLETE", time, UUID.randomUUID().toString(), "job-" + tag, in, out));
  }

  private List<String> reached(String moment) {
    return ask(moment).json().at("/closures/0/reached").findValues("dataset").stream()
        .map(dataset -> dataset.get("name").asText())
        .toList();
  }

  private Api.Answer ask(String moment) {
    return Api.post(
        "/api/lineage/v1/closures",
        "{\"datasets\":[{\"namespace\":\"data\",\"name\":\""
            + in
            + "\"}],"
            + "\"direction\":\"DOWNSTREAM\""
            + moment
            + "}",
        TestTokens.of("viewer"));
  }
}
