package io.sluice.gateway.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionCookieTest {

  private static final String TOKEN = "slu_u_" + "a".repeat(43);
  private static final String OTHER = "slu_u_" + "b".repeat(43);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sluice_session=" + "TOKEN",
        "a=b; sluice_session=TOKEN",
        "sluice_session=TOKEN;x",
        "=; ;sluice_session= TOKEN ;"
      })
  void findsTheTokenAmongOtherCookies(String header) {
    assertThat(SessionCookie.tokenIn(List.of(header.replace("TOKEN", TOKEN)))).contains(TOKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sluice_session",
        "sluice_session=",
        "xsluice_session=TOKEN",
        "sluice_session=TOKENx",
        "sluice_session=slu_a_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "sluice_session=\"TOKEN\""
      })
  void takesNothingElseForAToken(String header) {
    assertThat(SessionCookie.tokenIn(List.of(header.replace("TOKEN", TOKEN)))).isEmpty();
  }

  @Test
  void trustsNeitherOfTwoDifferentTokens() {
    assertThat(SessionCookie.tokenIn(List.of("sluice_session=" + TOKEN, "sluice_session=" + OTHER)))
        .isEmpty();
  }

  @Test
  void issuesACookieThatScriptsAndForeignPagesCannotUse() {
    assertThat(SessionCookie.issue(TOKEN, Duration.ofHours(8), true))
        .isEqualTo(
            "sluice_session="
                + TOKEN
                + "; Path=/; Max-Age=28800; HttpOnly; SameSite=Strict; Secure");
  }

  @Test
  void clearsTheCookieWithTheSameAttributes() {
    assertThat(SessionCookie.clear(false))
        .isEqualTo("sluice_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Strict");
  }
}
