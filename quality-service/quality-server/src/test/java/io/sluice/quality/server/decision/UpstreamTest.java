package io.sluice.quality.server.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.catalog.model.DatasetId;
import io.sluice.quality.verdict.ReasonCode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UpstreamTest {

  private static final DatasetId RAW = new DatasetId("file", "sales/raw");
  private static final DatasetId REPORT = new DatasetId("warehouse", "report");
  private static final List<String> PATH =
      List.of("dataset:file:sales/raw", "job:shop:load", "dataset:warehouse:report");

  private static OpenHalt halt(DatasetId dataset, String batch) {
    return new OpenHalt(new UUID(0, 1), "raw-gate", dataset, batch);
  }

  @Test
  void aHaltNeverComesBackOntoItsOwnDataset() {
    assertThat(Upstream.candidates(RAW, "b", List.of(halt(RAW, "b")))).isEmpty();
  }

  @Test
  void aHaltOfAnotherDayIsNoCandidate() {
    assertThat(Upstream.candidates(REPORT, "2026-01-03", List.of(halt(RAW, "2026-01-02"))))
        .isEmpty();
  }

  @Test
  void aGateWithoutADatasetIsReachedByNothing() {
    assertThat(Upstream.candidates(null, "b", List.of(halt(RAW, "b")))).isEmpty();
  }

  @Test
  void namesThePathByWhichAHaltReachesTheDataset() {
    Reach reach = new Reach(7, Map.of(RAW, Map.of(REPORT, PATH)));

    Upstream upstream = Upstream.judge(REPORT, List.of(halt(RAW, "b")), reach);

    assertThat(upstream.reasons())
        .singleElement()
        .satisfies(
            reason -> {
              assertThat(reason.code()).isEqualTo(ReasonCode.UPSTREAM_HALTED);
              assertThat(reason.dataset()).isEqualTo(RAW);
              assertThat(reason.path()).isEqualTo(PATH);
            });
  }

  @Test
  void isClearWhereLineageKnowsNoPath() {
    Upstream upstream =
        Upstream.judge(REPORT, List.of(halt(RAW, "b")), new Reach(7, Map.of(RAW, Map.of())));

    assertThat(upstream).isEqualTo(new Upstream.Clear());
  }
}
