package io.sluice.gateway.guard;

import static io.sluice.gateway.guard.CrossSite.Verdict.FOREIGN;
import static io.sluice.gateway.guard.CrossSite.Verdict.OURS;
import static io.sluice.gateway.guard.CrossSite.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CrossSiteTest {

  @ParameterizedTest
  @CsvSource({
    "same-origin, ,                     ,  OURS",
    "same-origin, http://evil,          ,  OURS",
    "same-site,   http://sluice:8080,   1, FOREIGN",
    "cross-site,  ,                     1, FOREIGN",
    "none,        ,                     ,  FOREIGN",
    ",            http://sluice:8080,   ,  OURS",
    ",            HTTP://SLUICE:8080,   ,  OURS",
    ",            https://sluice:8080,  ,  FOREIGN",
    ",            http://sluice:80801,  1, FOREIGN",
    ",            null,                 1, FOREIGN",
    ",            ,                     1, OURS",
    ",            ,                     0, UNKNOWN",
    ",            ,                     ,  UNKNOWN"
  })
  void judgesByTheBrowsersWordThenTheOriginThenOurHeader(
      String site, String origin, String own, CrossSite.Verdict expected) {
    CrossSite.Verdict verdict =
        CrossSite.judge(
            new CrossSite.Evidence(
                Optional.ofNullable(site), Optional.ofNullable(origin), Optional.ofNullable(own)),
            Set.of("http://sluice:8080"));

    assertThat(verdict).isEqualTo(expected).isIn(OURS, FOREIGN, UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"GET,false", "HEAD,false", "OPTIONS,false", "POST,true", "DELETE,true", "get,true"})
  void everyMethodThatIsNotKnownToBeSafeChanges(String method, boolean changes) {
    assertThat(CrossSite.changes(method)).isEqualTo(changes);
  }
}
