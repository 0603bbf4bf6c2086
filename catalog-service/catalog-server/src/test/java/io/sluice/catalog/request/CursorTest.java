package io.sluice.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", "1:2:3", "ü😀", "a:b"})
  void readsWhatItWrote(String part) {
    List<String> key = List.of("s3://bucket", part);
    assertThat(Cursor.read(Cursor.write(key), 2)).contains(key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "*", "MTp4", "LTU6eA", "OTk5OTk5OTk5OTp4", "Og", "MTo"})
  void refusesWhatItDidNotWrite(String cursor) {
    assertThatThrownBy(() -> Cursor.read(cursor, 2)).isInstanceOf(ProblemException.class);
  }

  @Test
  void startsAtTheBeginningWithoutCursor() {
    assertThat(Cursor.read(null, 2)).isEmpty();
    assertThat(Cursor.read("", 2)).isEmpty();
  }

  @Test
  void saysWhetherThereIsAnotherPage() {
    Page<String> more = Page.of(List.of("a", "b", "c"), 2, item -> item, List::of);
    assertThat(more.items()).containsExactly("a", "b");
    assertThat(more.nextCursor()).isEqualTo(Cursor.write(List.of("b")));
    assertThat(Page.of(List.of("a"), 2, item -> item, List::of).nextCursor()).isNull();
  }
}
