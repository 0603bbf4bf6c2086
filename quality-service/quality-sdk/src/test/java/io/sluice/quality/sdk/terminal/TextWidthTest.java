package io.sluice.quality.sdk.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextWidthTest {

  @Test
  void countsWideCharactersTwiceAndCombiningOnesNotAtAll() {
    assertThat(TextWidth.of("abc")).isEqualTo(3);
    assertThat(TextWidth.of("二番目")).isEqualTo(6);
    assertThat(TextWidth.of("e\u0301")).isEqualTo(1);
    assertThat(TextWidth.of("🚰")).isEqualTo(2);
  }

  @Test
  void cutsAtTheWidthWithoutSplittingAWideCharacter() {
    assertThat(TextWidth.cut("二番目", 4)).isEqualTo("二…");
    assertThat(TextWidth.cut("abcdef", 4)).isEqualTo("abc…");
    assertThat(TextWidth.cut("abcd", 4)).isEqualTo("abcd");
  }

  @Test
  void spellsOutWhatWouldSteerATerminal() {
    assertThat(TextWidth.printable("a\u001b[31mb\nc\u202e")).isEqualTo("a\\u001b[31mb\\nc\\u202e");
  }
}
