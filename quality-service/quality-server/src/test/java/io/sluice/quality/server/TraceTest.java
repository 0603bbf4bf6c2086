package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.gate;
import static io.sluice.quality.server.testing.Sluice.goodDay;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QualityServerTest
class TraceTest {

  private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";

  /** Keeps spans so that tests can look at them. */
  @ApplicationScoped
  static class Exporter {
    @Produces
    @ApplicationScoped
    InMemorySpanExporter exporter() {
      return InMemorySpanExporter.create();
    }
  }

  @Inject InMemorySpanExporter exporter;

  @Test
  void oneTraceSpansRequestEvaluationAndEvent() {
    NeighboursClient neighbours = new NeighboursClient().empty();
    gate("traced", "traced/raw");
    goodDay("traced/raw", "2026-01-01");

    String id =
        as("runner")
            .header("traceparent", "00-" + TRACE + "-b7ad6b7169203331-01")
            .contentType("application/json")
            .body("{\"batch\":\"2026-01-01\"}")
            .post("/gates/traced/evaluations")
            .jsonPath()
            .getString("id");
    List<JsonNode> events = neighbours.events(id, 2);

    assertThat(events)
        .allSatisfy(
            event ->
                assertThat(event.path("traceparent").asText()).startsWith("00-" + TRACE + "-"));
    SpanData evaluate = span("evaluate traced");
    SpanData emit = span("emit lineage event");
    assertThat(evaluate.getTraceId()).isEqualTo(TRACE);
    assertThat(emit.getParentSpanId()).isEqualTo(evaluate.getSpanId());
    assertThat(events.stream().map(event -> event.path("traceparent").asText().substring(36, 52)))
        .contains(emit.getSpanId());
  }

  private SpanData span(String name) {
    long until = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < until) {
      for (SpanData span : exporter.getFinishedSpanItems()) {
        if (span.getName().equals(name) && span.getTraceId().equals(TRACE)) {
          return span;
        }
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("no span '" + name + "'");
  }
}
