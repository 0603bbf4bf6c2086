package io.sluice.demo.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LandingTest {

  @TempDir Path directory;

  @Test
  void replacesAFileAndLeavesNothingBeside() throws IOException {
    Landing landing = new Landing(directory);
    landing.land("sales/1.csv", "old");

    Path landed = landing.land("sales/1.csv", "neü");

    assertThat(landed).hasContent("neü");
    try (Stream<Path> files = Files.list(landed.getParent())) {
      assertThat(files.toList()).isEqualTo(List.of(landed));
    }
  }

  @Test
  void overwritesWhatAKilledLandingLeft() throws IOException {
    Files.createDirectories(directory.resolve("sales"));
    Files.writeString(directory.resolve("sales/.1.csv.landing"), "half a fi");
    Path source = Files.writeString(directory.resolve("source.csv"), "whole");

    Path landed = new Landing(directory).land("sales/1.csv", source);

    assertThat(landed).hasContent("whole");
    assertThat(directory.resolve("sales/.1.csv.landing")).doesNotExist();
  }

  @Test
  void staysBelowItsDirectory() {
    assertThatThrownBy(() -> new Landing(directory).land("../x.csv", "x"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("leads out");
  }
}
