package io.sluice.quality.server.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.engine.DatabaseAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AllowListTest {

  private final AllowList list =
      new AllowList(List.of("db.example.org:5432", " 127.0.0.1 ", "[::1]:6000", "*.shop.invalid"));

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://db.example.org/x, true",
    "jdbc:postgresql://DB.example.org:5432/x, true",
    "jdbc:postgresql://db.example.org:5433/x, false",
    "jdbc:postgresql://db.example.org.evil.com/x, false",
    "jdbc:postgresql://127.0.0.1:9999/x, true",
    "jdbc:postgresql://127.0.0.2/x, false",
    "jdbc:postgresql://[::1]:6000/x, true",
    "jdbc:postgresql://[::1]:6001/x, false",
    "jdbc:postgresql://shop.invalid/x, false",
    "jdbc:postgresql://evilshop.invalid/x, false",
    // A name of that domain that nobody knows.
    "jdbc:postgresql://a.shop.invalid/x, false",
  })
  void letsOnlyThroughWhatIsNamed(String url, boolean allowed) {
    assertThat(list.refusal(DatabaseAddress.parse(url)) == null).isEqualTo(allowed);
  }

  @Test
  void aStarOpensNoPrivateNetwork() {
    AllowList star = new AllowList(List.of("*.1"));

    assertThat(star.refusal(DatabaseAddress.parse("jdbc:postgresql://127.0.0.1/x")))
        .contains("private address");
  }

  @Test
  void withoutAListNothingIsCalled() {
    assertThat(
            new AllowList(List.of())
                .refusal(DatabaseAddress.parse("jdbc:postgresql://db.example.org/x")))
        .contains("sluice.quality.connections.allow");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "127.1.2.3",
        "0.0.0.0",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "240.0.0.1",
        "224.0.0.1",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::"
      })
  void knowsPrivateAddresses(String address) throws UnknownHostException {
    assertThat(AllowList.isPrivate(InetAddress.getByName(address))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888"})
  void knowsPublicAddresses(String address) throws UnknownHostException {
    assertThat(AllowList.isPrivate(InetAddress.getByName(address))).isFalse();
  }
}
