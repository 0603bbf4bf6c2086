package io.sluice.catalog.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.access.BearerToken;
import io.sluice.access.Introspection;
import io.sluice.access.Introspection.Active;
import io.sluice.access.Introspection.Inactive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BootstrapTest {

  private static final BearerToken ADMIN = new BearerToken("slu_a_" + "A".repeat(43));

  @TempDir Path directory;

  private long tick;

  private Path write(String json) throws IOException {
    Path file = directory.resolve("bootstrap.json");
    Files.writeString(file, json);
    Files.setLastModifiedTime(file, FileTime.from(Instant.EPOCH.plusSeconds(++tick)));
    return file;
  }

  private Path writeAdmin() throws IOException {
    return write("{\"adminTokenSha256\":\"" + ADMIN.sha256() + "\",\"services\":[]}");
  }

  /** The stores are not reached by a token of the bootstrap administrator. */
  @SuppressWarnings("DataFlowIssue")
  private static Introspection introspect(Path file, String host) {
    BootstrapFile bootstrap = new BootstrapFile(Optional.of(file));
    return new CatalogTokenAuthority(bootstrap, null, null, Clock.systemUTC(), host)
        .introspect(ADMIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.0.0.2"})
  void knowsTheAdministratorOnThisMachine(String host) throws IOException {
    assertThat(introspect(writeAdmin(), host)).isInstanceOf(Active.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "::", "10.0.0.1"})
  void refusesTheAdministratorOnceOthersCanReachTheServer(String host) throws IOException {
    assertThat(introspect(writeAdmin(), host)).isEqualTo(new Inactive());
  }

  @Test
  void knowsNobodyWithoutTheFile() {
    assertThat(introspect(directory.resolve("missing.json"), "127.0.0.1"))
        .isEqualTo(new Inactive());
  }

  @Test
  void goesOnWithWhatItKnewWhileTheFileIsHalfWritten() throws IOException {
    BootstrapFile bootstrap = new BootstrapFile(Optional.of(writeAdmin()));
    BootstrapAccounts before = bootstrap.accounts();
    write("{\"adminTokenSha256\":");
    assertThat(bootstrap.accounts()).isEqualTo(before);
    write("{\"services\":[]}");
    assertThat(bootstrap.accounts().adminTokenSha256()).isNull();
  }

  @Test
  void forgetsEverybodyWhenTheFileIsTakenAway() throws IOException {
    Path file = writeAdmin();
    BootstrapFile bootstrap = new BootstrapFile(Optional.of(file));
    assertThat(bootstrap.accounts().adminTokenSha256()).isEqualTo(ADMIN.sha256());
    Files.delete(file);
    assertThat(bootstrap.accounts()).isEqualTo(BootstrapAccounts.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"adminTokenSha256\":\"slu_a_AAAA\"}",
        "{\"services\":[{\"name\":\"a\",\"tokenSha256\":\"short\"}]}",
        "{\"surprise\":1}",
        "[]"
      })
  void takesNothingFromAFileThatIsNotValid(String json) throws IOException {
    assertThat(new BootstrapFile(Optional.of(write(json))).accounts())
        .isEqualTo(BootstrapAccounts.NONE);
  }
}
