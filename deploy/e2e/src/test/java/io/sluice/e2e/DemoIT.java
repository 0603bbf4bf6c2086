package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The story that the demonstration tells, as a user sees it, and what it leaves behind. */
@Order(3)
@ExtendWith(Platform.Shared.class)
class DemoIT {

  @Test
  void tellsTheStoryOfAGoodDayABadDayAndItsRepair(Platform platform) {
    Command demo = platform.sluice(Duration.ofMinutes(4), "demo").succeeded();

    assertThat(demo.output())
        .contains("a clean delivery passes, is loaded and reported")
        .contains("a bad delivery is halted, and so is the report downstream of it")
        .contains("the load did not happen: 0 sales of")
        .contains("UPSTREAM_HALTED")
        .contains("the report is held back because of what is upstream")
        .contains("the repaired delivery passes and releases the report")
        .contains("the halt ended when its batch passed")
        .contains("The story came out as it should");
    leavesNoHaltOpen(platform);
    leavesItsLineage(platform);
  }

  private static void leavesNoHaltOpen(Platform platform) {
    JsonNode open = platform.admin().get("/api/quality/v1/halts?open=true").is(200).json();
    assertThat(open.get("items")).isEmpty();
  }

  private static void leavesItsLineage(Platform platform) {
    JsonNode events = platform.admin().get("/api/v1/events/lineage?limit=1").is(200).json();
    assertThat(events.get("totalCount").asLong()).isGreaterThan(10);
  }
}
