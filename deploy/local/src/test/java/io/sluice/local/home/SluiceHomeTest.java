package io.sluice.local.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.local.failure.LauncherFailure;
import io.sluice.local.process.ProcessTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SluiceHomeTest {

  @TempDir Path directory;

  @Test
  void keepsSecretsToItsOwner() throws IOException {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();
    Secrets secrets = new Secrets(home.secrets(), new SecureRandom());

    secrets.ensureBootstrap();

    assertThat(mode(home.secrets())).isEqualTo("rwx------");
    assertThat(mode(home.secrets().resolve("admin.token"))).isEqualTo("rw-------");
    assertThat(mode(secrets.bootstrapFile())).isEqualTo("rw-------");
  }

  @Test
  void tellsTheCatalogDigestsOnly() throws IOException {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();
    Secrets secrets = new Secrets(home.secrets(), new SecureRandom());

    secrets.ensureBootstrap();

    String token = secrets.adminToken().orElseThrow();
    String told = Files.readString(secrets.bootstrapFile());
    assertThat(token).matches("slu_a_[A-Za-z0-9_-]{43}");
    assertThat(told).contains(Secrets.sha256(token)).doesNotContain(token);
    assertThat(told).contains("quality-server", "lineage-server", "\"gateway\"");
  }

  @Test
  void rotatesTheAdminTokenAndTellsTheCatalog() throws IOException {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();
    Secrets secrets = new Secrets(home.secrets(), new SecureRandom());
    secrets.ensureBootstrap();
    String before = secrets.adminToken().orElseThrow();

    String after = secrets.rotateAdminToken();

    assertThat(after).isNotEqualTo(before);
    assertThat(Files.readString(secrets.bootstrapFile()))
        .contains(Secrets.sha256(after))
        .doesNotContain(Secrets.sha256(before));
  }

  @Test
  void refusesADiskThatIsNearlyFull() {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();

    assertThatThrownBy(() -> home.requireSpace(Long.MAX_VALUE))
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("MB are free on the disk of " + home.directory());
  }

  @Test
  void refusesAHomeOfAnotherUser() throws IOException {
    assumeThat(ProcessTable.ownUserId()).as("only root can give a directory away").isZero();
    Path foreign = Files.createDirectory(directory.resolve("foreign"));
    Files.setAttribute(foreign, "unix:uid", 65534);

    assertThatThrownBy(() -> new SluiceHome(foreign).create())
        .isInstanceOf(LauncherFailure.class)
        .hasMessageContaining("belongs to another user");
  }

  @Test
  void letsOneCommandWorkAtATime() {
    SluiceHome home = new SluiceHome(directory.resolve("home")).create();
    List<String> said = new ArrayList<>();

    try (HomeLock first = HomeLock.take(home, Duration.ofSeconds(1), said::add)) {
      assertThatThrownBy(() -> HomeLock.take(home, Duration.ofMillis(300), said::add))
          .isInstanceOf(LauncherFailure.class)
          .hasMessageContaining("(pid " + ProcessHandle.current().pid() + ")");
    }

    assertThat(said).singleElement().asString().contains("waiting for it");
    assertThatCode(() -> HomeLock.take(home, Duration.ofMillis(300), said::add).close())
        .doesNotThrowAnyException();
  }

  private static String mode(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
