package io.sluice.local.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DiskSpaceTest {

  private static final long MEGABYTE = 1024 * 1024;

  @ParameterizedTest
  @CsvSource({"0, FULL", "63, FULL", "64, LOW", "511, LOW", "512, OK"})
  void tellsFullFromNearlyFull(long megabytes, DiskSpace.Level level) {
    assertThat(new DiskSpace(megabytes * MEGABYTE).level()).isEqualTo(level);
  }

  @Test
  void asksTheDiskThatADirectoryWillBeOn(@TempDir Path directory) {
    assertThat(DiskSpace.of(directory.resolve("not/yet")).freeBytes()).isPositive();
  }
}
