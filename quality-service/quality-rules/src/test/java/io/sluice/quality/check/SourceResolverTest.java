package io.sluice.quality.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.quality.check.SourceRefusedException.Code;
import io.sluice.quality.engine.FileFormat;
import io.sluice.quality.engine.FileSource;
import io.sluice.quality.rule.SourceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceResolverTest {

  @TempDir Path directory;
  private Path root;
  private Path secret;

  @BeforeEach
  void layOut() throws IOException {
    root = Files.createDirectories(directory.resolve("data"));
    Files.createDirectories(root.resolve("sales"));
    Files.writeString(root.resolve("sales/2024-01-01.csv"), "a\n");
    Files.writeString(root.resolve("sales/2024-01-02.csv"), "a\n");
    secret = Files.writeString(directory.resolve("secret.csv"), "a\n");
  }

  private FileSource resolve(String path, @Nullable String batch) {
    return new SourceResolver(List.of(root)).resolve(SourceSpec.file(path), batch);
  }

  private void assertRefused(String path, @Nullable String batch, Code code) {
    assertThatThrownBy(() -> resolve(path, batch))
        .isInstanceOf(SourceRefusedException.class)
        .extracting(refused -> ((SourceRefusedException) refused).code())
        .isEqualTo(code);
  }

  @Test
  void putsTheBatchIntoThePath() throws IOException {
    FileSource source = resolve("sales/${batch}.csv", "2024-01-02");

    assertThat(source.paths()).containsExactly(root.resolve("sales/2024-01-02.csv").toRealPath());
    assertThat(source.format()).contains(FileFormat.CSV);
  }

  @Test
  void findsTheFilesOfAGlobInOrder() {
    assertThat(resolve("sales/*.csv", null).paths())
        .extracting(path -> path.getFileName().toString())
        .containsExactly("2024-01-01.csv", "2024-01-02.csv");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../secret",
        "..",
        "x/../../secret",
        "/etc/passwd",
        "*",
        "a[b]",
        "{a,b}",
        "",
        " ",
        "a\u0000b",
        "${batch}"
      })
  void refusesABatchThatCouldEscape(String batch) {
    assertRefused("sales/${batch}.csv", batch, Code.BATCH_INVALID);
  }

  @Test
  void refusesToGuessABatch() {
    assertRefused("sales/${batch}.csv", null, Code.BATCH_MISSING);
  }

  @Test
  void refusesPathsThatLeaveTheRoots() {
    assertRefused("../secret.csv", null, Code.OUTSIDE_ROOTS);
    assertRefused(secret.toString(), null, Code.OUTSIDE_ROOTS);
    assertRefused("/etc/passwd", null, Code.OUTSIDE_ROOTS);
  }

  @Test
  void refusesALinkThatLeadsOutOfTheRoots() throws IOException {
    Files.createSymbolicLink(root.resolve("link.csv"), secret);
    Files.createSymbolicLink(root.resolve("dir"), directory);

    assertRefused("link.csv", null, Code.OUTSIDE_ROOTS);
    assertRefused("dir/secret.csv", null, Code.OUTSIDE_ROOTS);
    assertRefused("lin*.csv", null, Code.NOT_FOUND);
  }

  @Test
  void saysThatThereIsNoSuchFile() {
    assertRefused("sales/none.csv", null, Code.NOT_FOUND);
  }
}
