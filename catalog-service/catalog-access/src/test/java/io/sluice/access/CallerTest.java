package io.sluice.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.catalog.model.DatasetId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class CallerTest {

  private static Caller caller(Role role, DatasetScope... scopes) {
    return Caller.of(
        "token:a",
        CallerKind.TOKEN,
        Set.of(role),
        scopes.length == 0 ? Optional.empty() : Optional.of(List.of(scopes)));
  }

  @ParameterizedTest
  @CsvSource({
    "file,sales/*,file,sales/daily,true",
    "file,sales/*,file,sales/,true",
    "file,sales/*,file,sales,false",
    "file,sales/*,s3://b,sales/daily,false",
    "file,*,file,anything,true",
    "file,sales,file,sales,true",
    "file,sales,file,sales/daily,false"
  })
  void coversWhatTheScopeSays(
      String namespace, String pattern, String dataset, String name, boolean covered) {
    Caller caller = caller(Role.RUNNER, new DatasetScope(namespace, pattern));
    assertThat(caller.mayTouch(new DatasetId(dataset, name))).isEqualTo(covered);
  }

  @Test
  void touchesEverythingWithoutScope() {
    assertThat(caller(Role.VIEWER).mayTouch(new DatasetId("a", "b"))).isTrue();
  }

  @Test
  void letsAnAuditorChangeNothing() {
    assertThat(caller(Role.AUDITOR).permissions())
        .containsExactlyInAnyOrder(
            Permission.CATALOG_READ,
            Permission.AUDIT_READ,
            Permission.QUALITY_READ,
            Permission.LINEAGE_READ,
            Permission.METRICS_READ);
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void letsEveryRoleRead(Role role) {
    assertThat(caller(role).permissions())
        .contains(Permission.CATALOG_READ, Permission.QUALITY_READ, Permission.LINEAGE_READ);
  }

  @Test
  void letsOnlyServicesIntrospect() {
    EnumSet<Role> holders = EnumSet.allOf(Role.class);
    holders.removeIf(role -> !Permission.ACCESS_INTROSPECT.heldBy(role));
    assertThat(holders).containsExactly(Role.SERVICE);
  }

  @ParameterizedTest
  @EnumSource(CallerKind.class)
  void generatesTokensOfTheirForm(CallerKind kind) {
    BearerToken token = BearerToken.generate(kind, new Random(1));
    assertThat(BearerToken.parse(token.text())).contains(token);
    assertThat(token.kind()).isEqualTo(kind);
    assertThat(token.toString()).doesNotContain(token.text().substring(6));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "slu_t_", "slu_x_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "Bearer"})
  void refusesTextThatIsNoToken(String text) {
    assertThat(BearerToken.parse(text)).isEmpty();
    assertThatThrownBy(() -> new BearerToken(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
