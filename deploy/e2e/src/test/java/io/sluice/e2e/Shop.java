package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;

/**
 * Two datasets, a job from one to the other, and a gate on each: the least that can be halted
 * downstream.
 */
record Shop(Platform platform) {

  static final String ORDERS = "e2e/orders";
  static final String REPORT = "e2e/report";
  static final String ORDERS_GATE = "e2e-orders";
  static final String REPORT_GATE = "e2e-report";
  static final String JOB = "build-report";

  /** A name that would do harm if a page took it for markup. */
  static final String HOSTILE = "<img src=x onerror=alert(1)>";

  /** Tells the catalog, the gates and the lineage about the shop. */
  void open() {
    register(ORDERS, "Orders as the shop delivers them, one file a day");
    register(REPORT, "Revenue by country");
    register(HOSTILE, "<script>alert(2)</script>");
    platform
        .admin()
        .put(
            "/api/catalog/v1/datasets/file/e2e%2Forders/schema",
            "{\"columns\":[{\"name\":\"order_id\",\"type\":\"integer\",\"nullable\":false},"
                + "{\"name\":\"revenue\",\"type\":\"decimal(12,2)\",\"nullable\":true}]}",
            "application/json");
    saveRules(ORDERS_GATE, ORDERS, "e2e/orders-${batch}.csv");
    saveRules(REPORT_GATE, REPORT, "e2e/report-${batch}.csv");
    emit(UUID.randomUUID(), JOB, ORDERS, REPORT).is(201);
  }

  /** A delivery; a bad one has a negative revenue. */
  void deliver(String batch, boolean good) {
    platform.dataFile(
        "e2e/orders-" + batch + ".csv", "order_id,revenue\n1,10.50\n2," + (good ? 3 : -3) + "\n");
    platform.dataFile("e2e/report-" + batch + ".csv", "order_id,revenue\n1,13.50\n");
  }

  /** Asks a gate and gives its decision. */
  JsonNode ask(String gate, String batch) {
    Answer answer =
        platform
            .admin()
            .post("/api/quality/v1/gates/" + gate + "/evaluations", "{\"batch\":\"" + batch + "\"}")
            .is(200);
    assertThat(answer.json().get("status").asText()).as(answer.body()).isEqualTo("DECIDED");
    return answer.json();
  }

  Answer emit(UUID run, String job, String input, String output) {
    return platform.admin().post("/api/v1/lineage", event(run, job, input, output));
  }

  static String event(UUID run, String job, String input, String output) {
    return """
        {"eventType":"COMPLETE","eventTime":"%s","run":{"runId":"%s"},
         "job":{"namespace":"e2e","name":"%s"},
         "inputs":[{"namespace":"file","name":"%s"}],"outputs":[{"namespace":"file","name":"%s"}],
         "producer":"https://sluice.dev/e2e",
         "schemaURL":"https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"}
        """
        .formatted(Instant.now(), run, job, input, output);
  }

  private void register(String name, String description) {
    Answer answer =
        platform
            .admin()
            .put(
                "/api/catalog/v1/datasets",
                """
                {"namespace":"file","name":"%s","description":"%s",
                 "owners":[{"name":"Team Sales","type":"business"}],"tags":["e2e"]}
                """
                    .formatted(name, description),
                "application/json");
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }

  private void saveRules(String gate, String dataset, String path) {
    Answer answer =
        platform
            .admin()
            .put(
                "/api/quality/v1/rulesets/" + gate,
                """
                ruleset: %s
                dataset: {namespace: "file", name: "%s"}
                source: {type: file, path: "%s"}
                rules:
                  - expect_column_values_to_not_be_null: {column: order_id}
                  - id: revenue-not-negative
                    rows: "revenue >= 0"
                """
                    .formatted(gate, dataset, path),
                "application/yaml");
    assertThat(answer.status()).as(answer.body()).isIn(200, 201);
  }
}
