package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The page in a real browser: what it shows, axe in light and dark, the keyboard alone. */
@Order(1)
@ExtendWith(Platform.Shared.class)
class PageIT {

  private static final String BATCH = "2026-11-21";

  private static Browser browser;

  @BeforeAll
  static void installBrowser() {
    browser = new Browser();
  }

  @Test
  @Order(1)
  void aStrangerSeesTheSignInOnly(Platform platform) {
    browser.play("signed-out", platform, "", Map.of());
  }

  @Test
  @Order(2)
  void anEmptyPlatformSaysWhatToDoNext(Platform platform) {
    browser.play(
        "overview", platform, platform.oneTimePassword(), Map.of("name", "empty", "open", true));
  }

  @Test
  @Order(3)
  void aHaltShowsWithItsReasonsAndItsWayDownstream(Platform platform) {
    Shop shop = new Shop(platform);
    shop.open();
    shop.deliver(BATCH, false);
    assertThat(shop.ask(Shop.ORDERS_GATE, BATCH).get("decision").asText()).isEqualTo("HALT");
    assertThat(shop.ask(Shop.REPORT_GATE, BATCH).get("decision").asText()).isEqualTo("HALT");

    Map<String, ?> orders =
        Map.of("gate", Shop.ORDERS_GATE, "batch", BATCH, "words", "revenue-not-negative");
    Map<String, ?> report =
        Map.of(
            "gate",
            Shop.REPORT_GATE,
            "batch",
            BATCH,
            "words",
            "halted",
            "path",
            List.of(Shop.ORDERS, Shop.JOB, Shop.REPORT));
    browser.play(
        "overview",
        platform,
        platform.oneTimePassword(),
        Map.of(
            "name", "halted",
            "datasets", List.of(Shop.ORDERS, Shop.REPORT),
            "halted", List.of(orders, report)));
  }

  @Test
  @Order(4)
  void theKeyboardAloneIsEnough(Platform platform) {
    browser.play(
        "keyboard",
        platform,
        platform.oneTimePassword(),
        Map.of(
            "search", Shop.ORDERS,
            "columns", List.of("order_id", "revenue", "Team Sales"),
            "upstream", List.of(),
            "downstream", List.of(Shop.REPORT),
            "hostile", Shop.HOSTILE));
  }

  @Test
  @Order(5)
  void oneServiceThatIsDownShowsInItsOwnPanelOnly(Platform platform) {
    browser.play("one-service-down", platform, platform.oneTimePassword(), Map.of());
  }

  @Test
  @Order(6)
  void aRepairedBatchOpensAllGatesAgain(Platform platform) {
    Shop shop = new Shop(platform);
    shop.deliver(BATCH, true);
    assertThat(shop.ask(Shop.ORDERS_GATE, BATCH).get("decision").asText()).isEqualTo("PASS");
    assertThat(shop.ask(Shop.REPORT_GATE, BATCH).get("decision").asText()).isEqualTo("PASS");

    browser.play(
        "overview",
        platform,
        platform.oneTimePassword(),
        Map.of("name", "open", "datasets", List.of(Shop.ORDERS), "open", true));
  }
}
