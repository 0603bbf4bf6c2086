package io.sluice.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

class LockfileTest {

  @Test
  void pinsEveryPackageByItsDigestAndNamesNoRegistry() throws IOException {
    String lock = Files.readString(Tree.module().resolve("browser/package-lock.json"));

    assertThat(lock).contains("\"integrity\": \"sha512-").doesNotContain("resolved", "://");
  }
}
