package io.sluice.lineage.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is configured becomes targets. */
class ForwardSettingsTest {

  @Test
  void withoutTargetsNothingIsTold() {
    assertThat(settings(Map.of(), Map.of()).targets()).isEmpty();
  }

  @Test
  void readsATargetWithAllItsSettings() {
    ForwardSettings settings =
        settings(
            Map.of(
                "sluice.lineage.forward.marquez.url", "http://marquez:5000/",
                "sluice.lineage.forward.marquez.token-ref", "env:MARQUEZ_TOKEN",
                "sluice.lineage.forward.marquez.filter", "prod,staging",
                "sluice.lineage.forward.marquez.gzip", "true",
                "sluice.lineage.forward.marquez.from", "beginning"),
            Map.of());

    assertThat(Target.of("marquez", settings.targets().get("marquez")))
        .isEqualTo(
            new Target(
                "marquez",
                URI.create("http://marquez:5000/api/v1/lineage"),
                "env:MARQUEZ_TOKEN",
                true,
                List.of("prod", "staging"),
                true));
  }

  @Test
  void readsATargetFromTheEnvironment() {
    ForwardSettings settings =
        settings(Map.of(), Map.of("SLUICE_LINEAGE_FORWARD_MARQUEZ_URL", "http://marquez:5000"));

    assertThat(Target.of("marquez", settings.targets().get("marquez")).fromBeginning()).isFalse();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertRefused("ftp://host", "now", "sluice.lineage.forward.t: url");
    assertRefused("http://user:secret@host", "now", "without a user");
    assertRefused("http://host", "yesterday", "from is now or beginning");
  }

  private static void assertRefused(String url, String from, String message) {
    ForwardSettings settings =
        settings(
            Map.of("sluice.lineage.forward.t.url", url, "sluice.lineage.forward.t.from", from),
            Map.of());

    assertThatThrownBy(() -> Target.of("t", settings.targets().get("t")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message)
        .hasMessageNotContaining("secret");
  }

  private static ForwardSettings settings(
      Map<String, String> properties, Map<String, String> environment) {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withSources(new PropertiesConfigSource(properties, "test", 100))
        .withSources(new EnvConfigSource(environment, 300))
        .withMapping(ForwardSettings.class)
        .build()
        .getConfigMapping(ForwardSettings.class);
  }
}
