package io.sluice.demo.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublicDataTest {

  @TempDir Path directory;

  @Test
  void givesTheOneLineOfNpmsLogThatSaysWhy() throws Exception {
    Path log =
        Files.writeString(
            directory.resolve("npm.log"),
            """
            npm error code ECONNREFUSED
            npm error FetchError: request to https://npm.example/x failed, reason: connect ECONNREFUSED
            npm error     at ClientRequest.<anonymous> (index.js:130:14)
            npm error A complete log of this run can be found in: /tmp/x.log
            """);

    assertThat(PublicData.reason(log))
        .isEqualTo(
            "FetchError: request to https://npm.example/x failed, reason: connect ECONNREFUSED");
  }
}
