package io.sluice.local.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.local.client.CatalogAdmin.IssuedToken;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TokenTableTest {

  @Test
  void tellsLiveTokensFromRevokedAndExpiredOnes() {
    TokenTable table = new TokenTable(Instant.parse("2026-11-22T12:00:00Z"));

    List<String> lines =
        table.lines(
            List.of(
                new IssuedToken("1", "etl", "runner", "", ""),
                new IssuedToken("22", "a-longer-name", "viewer,owner", "", "2026-11-01T00:00:00Z"),
                new IssuedToken("3", "old", "admin", "2026-11-22T12:00:00Z", "")));

    assertThat(lines)
        .containsExactly(
            "ID  NAME           ROLES         STATE    EXPIRES",
            "1   etl            runner        active   never",
            "22  a-longer-name  viewer,owner  revoked  never",
            "3   old            admin         expired  2026-11-22T12:00:00Z");
  }
}
