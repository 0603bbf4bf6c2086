package io.sluice.quality.sdk.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GalleryTest {

  private static final Path PAGE = Path.of("../../docs/reference/expectations.md");

  @Test
  void everyKindOfRuleHasCases() {
    assertThat(Gallery.all())
        .allSatisfy(entry -> assertThat(entry.cases()).as(entry.name()).isNotEmpty());
    assertThat(Gallery.all())
        .extracting(Gallery.Entry::name)
        .containsAll(Expectations.all().stream().map(Expectation::name).toList())
        .contains("rows", "assert");
  }

  @Test
  void pageIsWhatTheExpectationsSay() throws IOException {
    assertThat(PAGE)
        .as("stale: sluice rules gallery --out docs/reference/expectations.md makes it anew")
        .hasContent(GalleryPage.of(Gallery.all()).strip());
    assertThat(Files.size(PAGE)).isLessThan(250_000);
  }

  @Test
  void everyIndexEntryHasItsHeading() {
    String page = GalleryPage.of(Gallery.all());

    assertThat(page.lines().filter(line -> line.startsWith("- [")))
        .hasSize(Gallery.all().size())
        .allSatisfy(
            line -> {
              String anchor = line.replaceAll(".*\\(#([a-z_]+)\\).*", "$1");
              assertThat(page).contains("\n## " + anchor + "\n");
            });
  }

  /** Examples are for copying: each must be a rule. */
  @Test
  void everyExampleCanBeReadAsARule() {
    Stream<GalleryCase> cases = Gallery.all().stream().flatMap(entry -> entry.cases().stream());

    assertThat(cases)
        .allSatisfy(
            example -> {
              RuleSet set = new RuleSetReader().read("rules:\n" + example.rule().indent(2));
              assertThat(set.rules()).as(example.title()).hasSize(1);
            });
  }
}
