package io.sluice.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RouteTableTest {

  private final RouteTable table = new RouteTable();

  @ParameterizedTest
  @CsvSource({
    "POST,   /api/v1/lineage,                 LINEAGE",
    "POST,   /api/v1/lineage/batch,           LINEAGE",
    "POST,   /api/v1/lineage/,                LINEAGE",
    "POST,   /api/v1/lineage/batch/,          LINEAGE",
    "GET,    /api/v1/lineage,                 LINEAGE",
    "GET,    /api/v1/namespaces,              LINEAGE",
    "HEAD,   /api/v1/namespaces/a/jobs,       LINEAGE",
    "GET,    /api/v2beta/search/jobs,         LINEAGE",
    "PUT,    /api/v1/namespaces/a%2Fb,        LINEAGE",
    "DELETE, /api/v1/namespaces/a,            LINEAGE",
    "PUT,    /api/v1/sources/a,               LINEAGE",
    "PUT,    /api/v1/tags/pii,                LINEAGE",
    "PUT,    /api/v1/namespaces/a/datasets/b, LINEAGE",
    "DELETE, /api/v1/namespaces/a/jobs/b,     LINEAGE",
    "POST,   /api/v1/namespaces/a/jobs/b/runs, LINEAGE",
    "POST,   /api/v1/namespaces/a/jobs/b/tags/pii, LINEAGE",
    "DELETE, /api/v1/namespaces/a/datasets/b/fields/c/tags/pii, LINEAGE",
    "POST,   /api/v1/jobs/runs/7/complete,    LINEAGE",
    "POST,   /api/lineage/v1/closures,        LINEAGE",
    "GET,    /api/catalog/v1/datasets,        CATALOG",
    "DELETE, /api/catalog/v1/tokens/7,        CATALOG",
    "PUT,    /api/quality/v1/rulesets/sales,  QUALITY",
    "PATCH,  /api/catalog/v1/datasets/a/b,    CATALOG"
  })
  void forwardsDeclaredRoutes(String method, String path, Service service) {
    assertThat(table.find(method, path)).isEqualTo(new Route.Forward(service));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PUT    | /api/v1/lineage            | GET, HEAD, POST",
        "DELETE | /api/v1/lineage/batch      | GET, HEAD, POST",
        "POST   | /api/v1/namespaces/a       | GET, HEAD, PUT, DELETE",
        "PUT    | /api/v1/namespaces/a/jobs  | GET, HEAD",
        "PUT    | /api/v1/namespaces//jobs   | GET, HEAD",
        "POST   | /api/v1/jobs/runs/7/undo   | GET, HEAD",
        "POST   | /api/v1/jobs/runs/7/8/start | GET, HEAD",
        "DELETE | /api/v1/jobs/runs/7/start  | GET, HEAD, POST",
        "DELETE | /api/v1/n%61mespaces/a     | GET, HEAD",
        "POST   | /api/v2beta/search/jobs    | GET, HEAD",
        "POST   | /api/v1/%6Cineage          | GET, HEAD",
        "TRACE  | /api/catalog/v1/datasets   | GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS",
        "CONNECT| /api/quality/v1/gates      | GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"
      })
  void namesTheMethodsOfADeclaredPath(String method, String path, String allow) {
    assertThat(table.find(method, path)).isEqualTo(new Route.MethodNotAllowed(allow));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1",
        "/api/v2/lineage",
        "/api/catalog/v1",
        "/api/catalog/v2/datasets",
        "/api/c%61talog/v1/datasets",
        "/api%2Fcatalog/v1/datasets",
        "/api;x/catalog/v1/datasets",
        "/API/catalog/v1/datasets",
        "/q/metrics"
      })
  void forwardsNothingElse(String path) {
    assertThat(table.find("GET", path)).isEqualTo(new Route.Own());
  }

  @ParameterizedTest
  @CsvSource({
    "GET,    /api/quality/v1/gates/load/decision,    false, true",
    "HEAD,   /api/v1/namespaces,                     false, true",
    "POST,   /api/v1/lineage,                        false, true",
    "POST,   /api/v1/lineage/batch/,                 false, true",
    "POST,   /api/quality/v1/gates/load/evaluations, true,  true",
    "POST,   /api/quality/v1/gates/load/evaluations, false, false",
    "POST,   /api/catalog/v1/tokens,                 true,  false",
    "POST,   /api/lineage/v1/closures,               true,  false",
    "POST,   /api/v1/namespaces/a/jobs/b/runs,       true,  false",
    "PUT,    /api/quality/v1/rulesets/sales,         true,  false",
    "DELETE, /api/catalog/v1/tokens/7,               true,  false"
  })
  void repeatsOnlyWhatDoesNoMoreTheSecondTime(
      String method, String path, boolean keyed, boolean repeatable) {
    assertThat(table.isRepeatable(method, path, keyed)).isEqualTo(repeatable);
  }

  @Test
  void everyServiceNamesItsProcess() {
    assertThat(Service.values())
        .extracting(Service::processName)
        .containsExactly("catalog-server", "quality-server", "lineage-server");
  }
}
