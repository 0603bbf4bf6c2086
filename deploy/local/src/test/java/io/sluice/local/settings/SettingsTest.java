package io.sluice.local.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.local.failure.LauncherFailure;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {

  private static final Path HERE = Path.of("/somewhere");

  @Test
  void keepsItsStateBesideTheScriptUnlessToldOtherwise() {
    Settings settings = Settings.read(Map.of("SLUICE_ROOT", "/opt/sluice"), HERE);

    assertThat(settings.home()).isEqualTo(Path.of("/opt/sluice/.sluice"));
    assertThat(settings.ports()).isEmpty();
    assertThat(settings.loopbackOnly()).isTrue();
  }

  @Test
  void takesARelativeHomeFromWhereTheUserStands() {
    Settings settings = Settings.read(Map.of("SLUICE_HOME", "../state"), HERE);

    assertThat(settings.home()).isEqualTo(Path.of("/state"));
  }

  @Test
  void countsThePortsUpFromTheGateways() {
    Ports ports = Settings.read(Map.of("SLUICE_PORT", "18480"), HERE).ports().orElseThrow();

    assertThat(ports.catalog()).isEqualTo(18481);
    assertThat(ports.lineage()).isEqualTo(18483);
    assertThat(ports.preferredPostgres()).isEqualTo(18484);
  }

  @Test
  void reachesItselfOverLoopbackWhenItListensEverywhere() {
    Settings settings = Settings.read(Map.of("SLUICE_HOST", "0.0.0.0"), HERE);

    assertThat(settings.reachableHost()).isEqualTo("127.0.0.1");
    assertThat(settings.loopbackOnly()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "65535", "65532", "many", "8080 8081"})
  void refusesPortsThatDoNotExist(String port) {
    assertThatThrownBy(() -> Settings.read(Map.of("SLUICE_PORT", port), HERE))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("SLUICE_PORT");
  }
}
