package io.sluice.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTargetTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/catalog/v1/datasets/s3%3A%2F%2Fbucket/sales%2Fdaily",
        "/api/catalog/v1/datasets/file/.hidden",
        "/api/catalog/v1/datasets/file/a..b",
        "/api/catalog/v1/datasets/file/...",
        "/api/quality/v1/gates/a%252e/decision?batch=2026-11-22&x=../../y",
        "/api/v1/lineage?nodeId=dataset:s3://bucket:a//b",
        "/api/v1/namespaces/a%C3%BC+b;c=d/jobs"
      })
  void letsInWhatCanOnlyMeanOneThing(String raw) {
    assertThat(RequestTarget.read(raw)).isInstanceOf(RequestTarget.Sound.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "*",
        "api/v1/lineage",
        "http://elsewhere/api/v1/lineage",
        "//elsewhere/api/v1/lineage",
        "/api//v1/lineage",
        "/api/catalog/v1/../../quality/v1/gates",
        "/api/catalog/v1/./datasets",
        "/api/catalog/v1/..",
        "/api/catalog/v1/%2e%2e/x",
        "/api/catalog/v1/.%2E/x",
        "/api/catalog/v1/a%2F..%2Fb",
        "/api/catalog/v1/a%5c..%5cb",
        "/api/catalog/v1/..;/..;/q/metrics",
        "/api/catalog/v1/..%3bx/q/metrics",
        "/api/catalog/v1/a\\b",
        "/api/catalog/v1/a b",
        "/api/catalog/v1/a#b",
        "/api/catalog/v1/\u00fc",
        "/api/catalog/v1/100%",
        "/api/catalog/v1/%zz",
        "/api/catalog/v1/a%00",
        "/api/catalog/v1/a%0d%0aX-Evil:1",
        "/api/catalog/v1/a\r\nX-Evil:1",
        "/api/v1/lineage?x=a b"
      })
  void refusesWhatTwoParsersCouldReadDifferently(String raw) {
    assertThat(RequestTarget.read(raw)).isInstanceOf(RequestTarget.Refused.class);
  }

  @Test
  void keepsPathAndTargetByteForByte() {
    String raw = "/api/catalog/v1/datasets/s3%3a%2F%2fb/%C3%a4?q=%2f&q=a+b";

    RequestTarget target = RequestTarget.read(raw);

    assertThat(target)
        .isEqualTo(new RequestTarget.Sound(raw, "/api/catalog/v1/datasets/s3%3a%2F%2fb/%C3%a4"));
  }
}
