package io.sluice.quality.server;

import static io.sluice.quality.server.testing.Sluice.as;
import static io.sluice.quality.server.testing.Sluice.ask;
import static io.sluice.quality.server.testing.Sluice.put;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.sluice.quality.server.testing.NeighboursClient;
import io.sluice.quality.server.testing.QualityServerTest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Suites of Great Expectations through the API. */
@QuarkusTest
@QualityServerTest
class SuiteApiTest {

  private static final String SUITE =
      """
      {"name": "orders", "suite_parameters": {"least": 2}, "expectations": [
        {"type": "expect_table_row_count_to_be_between",
         "kwargs": {"min_value": {"$PARAMETER": "least"}}},
        {"expectation_type": "expect_column_values_to_not_be_null", "meta": {},
         "kwargs": {"column": "id", "row_condition": "amount != 5", "condition_parser": "pandas"}},
        {"type": "expect_column_values_to_be_valid_iban", "kwargs": {"column": "id"}}],
       "meta": {"great_expectations_version": "1.6.0"}}
      """;

  @BeforeEach
  void quiet() {
    new NeighboursClient().empty();
  }

  private static ValidatableResponse save(String name, String suite) {
    return as("steward")
        .contentType("application/json")
        .body(suite)
        .put("/rulesets/" + name)
        .then();
  }

  @Test
  void aSuiteIsKeptAndTellsHowTrulyEachRuleIsJudged() {
    save("suite-kept", SUITE)
        .statusCode(201)
        .body("fidelity.level", contains("exact", "approximated", "unsupported"))
        .body("fidelity[1].note", containsString("pandas"))
        .body("fidelity[2].type", equalTo("expect_column_values_to_be_valid_iban"))
        .body("warnings", hasItem(containsString("unknown expectation")));

    as("viewer")
        .get("/rulesets/suite-kept")
        .then()
        .body("fidelity.level", contains("exact", "approximated", "unsupported"));
  }

  @Test
  void aSuiteThatIsWrongIsRefusedWithThePlace() {
    save(
            "suite-wrong",
            """
            {"name": "x", "expectations": [
              {"type": "expect_column_values_to_not_be_null", "kwargs": {"colum": "id"}}]}
            """)
        .statusCode(422)
        .body("toString()", containsString("/expectations/0/kwargs/colum"));
  }

  private static ValidatableResponse check(String rest) {
    return as("steward")
        .contentType("application/json")
        .body(
            """
            {"source": {"type": "inline", "columns": {"id": "integer", "amount": "integer"},
              "rows": [[1, 10], [2, -1], [3, -1], [null, null]]}, %s}
            """
                .formatted(rest))
        .post("/checks")
        .then();
  }

  @Test
  void checksTakeParametersAndOptionsOfTheResultFormat() {
    check(
            """
            "rules": [{"expect_column_values_to_be_between":
              {"column": "amount", "min_value": {"$PARAMETER": "least * 2"}}}],
            "parameters": {"least": 0},
            "resultFormat": {"resultFormat": "COMPLETE", "partialUnexpectedCount": 1,
              "unexpectedIndexColumnNames": ["id"], "includeUnexpectedRows": true}
            """)
        .statusCode(200)
        .body("results[0].unexpectedCount", equalTo(2))
        .body("results[0].missingPercent", equalTo(25.0f))
        .body("results[0].partialUnexpectedList", contains(-1))
        .body("results[0].partialUnexpectedCounts[0].count", equalTo(2))
        .body("results[0].unexpectedIndexColumnNames", contains("id"))
        .body("results[0].unexpectedIndexList[1].id", equalTo(3))
        .body("results[0].unexpectedIndexList[1].amount", equalTo(-1))
        .body("results[0].unexpectedRows[0].id", equalTo(2))
        .body("results[0]", not(hasKey("fidelity")));
  }

  @Test
  void samplesAreMaskedInEveryFieldForRunners() {
    as("runner")
        .contentType("application/json")
        .body(
            """
            {"source": {"type": "inline", "columns": {"s": "string"}, "rows": [["secret"]]},
             "rules": [{"expect_column_values_to_be_null": {"column": "s"}}, {"rows": "s == 'x'"}],
             "resultFormat": {"result_format": "COMPLETE", "include_unexpected_rows": true,
               "unexpected_index_column_names": ["s"]}}
            """)
        .post("/checks")
        .then()
        .statusCode(200)
        .body("results.toString()", not(containsString("secret")));
  }

  @Test
  void anUnknownOptionIsRefused() {
    check("\"rules\": [], \"resultFormat\": {\"partial\": 1}")
        .statusCode(422)
        .body("toString()", containsString("/resultFormat"));
  }

  @Test
  void gatesKeepTheFixedFields() {
    io.sluice.quality.server.testing.DataRoot.write(
        "suite-gate/1.csv", "id,amount\n1,10\n,5\n3,7\n");
    put(
        "suite-gate",
        """
        ruleset: suite-gate
        dataset: {namespace: file, name: "suite-gate"}
        source: {type: file, path: "suite-gate/${batch}.csv"}
        parameters: {least: 1}
        rules:
          - expect_column_values_to_be_between: {column: amount, min_value: {$PARAMETER: least * 6}}
        """);

    ask("suite-gate", "1")
        .then()
        .body("results[0].unexpectedCount", equalTo(1))
        .body("results[0].partialUnexpectedList", nullValue())
        .body("results[0].fidelity", nullValue());
  }
}
