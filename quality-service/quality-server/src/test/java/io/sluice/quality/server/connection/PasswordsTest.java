package io.sluice.quality.server.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quality.check.SourceRefusedException;
import io.sluice.quality.engine.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordsTest {

  @TempDir Path home;

  private Passwords passwords;

  @BeforeEach
  void aFolderOfSecrets() throws IOException {
    Path folder = Files.createDirectories(home.resolve("secrets/connections"));
    Files.writeString(folder.resolve("warehouse"), "hunter2\nsecond line\n");
    Files.writeString(home.resolve("secrets/admin.token"), "slu_a_secret");
    Files.createSymbolicLink(folder.resolve("out"), home.resolve("secrets/admin.token"));
    Files.createSymbolicLink(folder.resolve("inside"), folder.resolve("warehouse"));
    Files.createDirectory(folder.resolve("folder"));
    passwords = new Passwords(folder, Map.of("SLUICE_SECRET_A", "from env")::get);
  }

  private static SecretReference file(String name) {
    return new SecretReference(SecretReference.Kind.FILE, name);
  }

  private static SecretReference variable(String name) {
    return new SecretReference(SecretReference.Kind.ENV, name);
  }

  @Test
  void readsTheFirstLineOfAFileOrAVariable() {
    assertThat(passwords.find(file("warehouse"))).isEqualTo(new Secret("hunter2"));
    assertThat(passwords.find(file("inside"))).isEqualTo(new Secret("hunter2"));
    assertThat(passwords.find(variable("SLUICE_SECRET_A"))).isEqualTo(new Secret("from env"));
    assertThat(passwords.find(file("warehouse"))).hasToString("***");
  }

  @Test
  void leavesTheFolderForNobody() {
    for (String name : new String[] {"out", "../admin.token", "folder", "nothing", "/etc/passwd"}) {
      assertThatThrownBy(() -> passwords.find(file(name)))
          .isInstanceOf(SourceRefusedException.class)
          .hasMessage("there is no secret file '" + name + "'");
    }
    assertThatThrownBy(() -> passwords.find(variable("SLUICE_SECRET_B")))
        .isInstanceOf(SourceRefusedException.class);
  }
}
