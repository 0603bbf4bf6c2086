package io.sluice.gateway;

import static io.sluice.gateway.testing.Gateway.request;
import static io.sluice.gateway.testing.Gateway.send;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sluice.access.testing.CatalogDouble;
import io.sluice.gateway.testing.ServiceDouble;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(CatalogDouble.class)
@QuarkusTestResource(ServiceDouble.class)
class PageTest {

  @Test
  void tellsTheBrowserToTrustNothingButItsOwnFiles() {
    HttpResponse<String> page = page("/");

    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "*", "data:");
    assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
  }

  @Test
  void hasNoInlineScriptOrStyle() {
    assertThat(page("/").body())
        .contains("<script src=\"/app.js\"")
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContain("<style", "style=\"", "onclick", "onsubmit", "javascript:");
  }

  @Test
  void neverTurnsTextIntoMarkup() {
    assertThat(page("/app.js").body())
        .doesNotContain(
            ".innerHTML",
            "outerHTML",
            "insertAdjacentHTML",
            "document.write",
            "eval(",
            "Function(");
  }

  @Test
  void showsThePathFromAHaltedDatasetOnce() {
    assertThat(page("/app.js").body()).contains("message?.split('; it reaches here by ')[0]");
  }

  @Test
  void saysSecurityHeadersOnRefusalsToo() {
    HttpResponse<String> refused = page("/api/quality/v1/gates");

    assertThat(refused.statusCode()).isEqualTo(401);
    assertThat(refused.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(refused.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  private static HttpResponse<String> page(String path) {
    return send(request("GET", path, BodyPublishers.noBody()));
  }
}
