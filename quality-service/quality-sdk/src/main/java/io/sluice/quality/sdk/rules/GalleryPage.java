package io.sluice.quality.sdk.rules;

import io.sluice.quality.expectation.Description;
import io.sluice.quality.sdk.rules.Gallery.Entry;
import io.sluice.quality.sdk.rules.Gallery.Subject;
import java.util.List;
import java.util.regex.Pattern;

/** The gallery as Markdown. */
public final class GalleryPage {

  /** More cases than these are for those who ask for them. */
  private static final int CASES_ON_THE_PAGE = 3;

  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]|~]");

  private final StringBuilder out = new StringBuilder();

  private GalleryPage() {}

  /** The page of all kinds of rules, with an index by what they are about. */
  public static String of(List<Entry> entries) {
    GalleryPage page = new GalleryPage();
    page.heading(entries);
    for (Entry entry : entries) {
      page.entry(entry, "## ", CASES_ON_THE_PAGE);
    }
    return page.out.toString();
  }

  /** One kind of rule with all its cases. */
  public static String of(Entry entry) {
    GalleryPage page = new GalleryPage();
    page.entry(entry, "# ", Integer.MAX_VALUE);
    return page.out.toString().strip();
  }

  private void heading(List<Entry> entries) {
    line("# Expectations");
    line("");
    line("<!-- Made by: sluice rules gallery --out docs/reference/expectations.md -->");
    line("");
    line(
        "Every kind of rule, with the names and parameters of Great Expectations. Each takes `id`,"
            + " `description`, `severity`, `dimension`, `tags` and `enabled`; most take `where`, and"
            + " those that judge rows take `mostly`. The examples are cases that every engine is"
            + " tested with; `sluice rules gallery NAME` shows all of them.");
    for (Subject subject : Subject.values()) {
      List<Entry> some = entries.stream().filter(entry -> entry.subject() == subject).toList();
      if (some.isEmpty()) {
        continue;
      }
      line("");
      line("**" + subject.title() + "**");
      line("");
      for (Entry entry : some) {
        String summary = escaped(entry.description().summary());
        line("- [" + entry.name() + "](#" + entry.name() + "): " + summary);
      }
    }
    line("");
  }

  private void entry(Entry entry, String level, int mostCases) {
    Description description = entry.description();
    line(level + entry.name());
    line("");
    line(escaped(description.summary()));
    line("");
    if (!description.parameters().isEmpty()) {
      line("| parameter | takes | default | |");
      line("|---|---|---|---|");
      description.parameters().forEach(this::parameter);
      line("");
    }
    line("- Takes " + takes(entry) + ".");
    line("- Nulls: " + escaped(description.nulls()));
    if (description.deviation() != null) {
      line("- Differs: " + escaped(description.deviation()));
    }
    line("");
    int shown = Math.min(mostCases, entry.cases().size());
    entry.cases().subList(0, shown).forEach(this::example);
    int more = entry.cases().size() - shown;
    if (more > 0) {
      line(
          (more == 1 ? "One case" : more + " cases")
              + " more: `sluice rules gallery "
              + entry.name()
              + "`");
      line("");
    }
  }

  private static String takes(Entry entry) {
    if (entry.takesMostly()) {
      return entry.takesWhere() ? "`mostly` and `where`" : "`mostly`, not `where`";
    }
    return entry.takesWhere() ? "`where`, not `mostly`" : "neither `mostly` nor `where`";
  }

  private void parameter(Description.Parameter parameter) {
    String fallback =
        parameter.required()
            ? "required"
            : parameter.fallback() == null ? "" : code(parameter.fallback());
    line(
        "| "
            + String.join(
                " | ",
                code(parameter.name()),
                escaped(parameter.type()),
                fallback,
                escaped(parameter.meaning()))
            + " |");
  }

  private void example(GalleryCase example) {
    line("**" + escaped(example.title()) + "**: " + example.status());
    line("");
    line("```yaml");
    line(example.rule());
    line("```");
    line("");
    row(example.columns());
    line("|" + "---|".repeat(example.columns().size()));
    example.rows().forEach(this::row);
    line("");
    if (!example.figures().isEmpty()) {
      line(code(example.figures()));
      line("");
    }
  }

  private void row(List<String> cells) {
    line("| " + String.join(" | ", cells.stream().map(GalleryPage::escaped).toList()) + " |");
  }

  /** Code, whatever backticks are in it; a bar would end the cell of a table. */
  private static String code(String text) {
    String fence = text.contains("`") ? "``" : "`";
    return fence + text.replace("|", "\\|") + fence;
  }

  private static String escaped(String text) {
    String plain = SPECIAL.matcher(text).replaceAll("\\\\$0");
    return plain.replace("&", "&amp;").replace("<", "&lt;");
  }

  private void line(String text) {
    out.append(text).append('\n');
  }
}
