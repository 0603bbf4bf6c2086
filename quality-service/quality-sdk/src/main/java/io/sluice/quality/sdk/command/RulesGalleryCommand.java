package io.sluice.quality.sdk.command;

import io.sluice.quality.sdk.rules.Gallery;
import io.sluice.quality.sdk.rules.Gallery.Entry;
import io.sluice.quality.sdk.rules.Gallery.Subject;
import io.sluice.quality.sdk.rules.GalleryPage;
import io.sluice.quality.sdk.terminal.Style;
import io.sluice.quality.sdk.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Shows what kinds of rules there are. */
@Command(
    name = "gallery",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "List every kind of rule, or show one: what it expects, its parameters, how nulls count,",
      "where it differs from Great Expectations, and the cases that every engine is tested with."
    },
    footer = {
      "",
      "Examples:",
      "  sluice rules gallery",
      "  sluice rules gallery expect_column_values_to_be_in_set",
      "  sluice rules gallery --out expectations.md     (all of them, as Markdown)",
      "",
      "Exit codes: 0 shown, 3 there is none of that name, 64 usage."
    })
final class RulesGalleryCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "NAME",
      description = "A kind of rule, or part of its name.")
  private @Nullable String name;

  @Option(names = "--out", paramLabel = "FILE", description = "Write it into this file.")
  private @Nullable Path out;

  private final Terminal terminal;

  RulesGalleryCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    List<Entry> entries = name == null ? Gallery.all() : matching(name);
    String text =
        entries.size() == 1
            ? GalleryPage.of(entries.get(0))
            : out == null ? list(entries) : GalleryPage.of(entries);
    if (out == null) {
      terminal.out().println(text.stripTrailing());
      return ExitCode.OK;
    }
    try {
      Files.writeString(out, text.stripTrailing() + "\n");
      return ExitCode.OK;
    } catch (IOException unwritable) {
      throw new CommandFailure(
          ExitCode.ERROR, "cannot write " + out + ": " + unwritable.getMessage(), null);
    }
  }

  private static List<Entry> matching(String name) {
    return Gallery.named(name)
        .map(List::of)
        .orElseGet(
            () -> {
              String part = name.toLowerCase(Locale.ROOT);
              List<Entry> some =
                  Gallery.all().stream().filter(entry -> entry.name().contains(part)).toList();
              if (some.isEmpty()) {
                throw new CommandFailure(
                    ExitCode.ERROR,
                    "there is no kind of rule '" + name + "'",
                    "sluice rules gallery lists all of them");
              }
              return some;
            });
  }

  private String list(List<Entry> entries) {
    Style style = terminal.outStyle();
    List<String> lines = new ArrayList<>();
    for (Subject subject : Subject.values()) {
      List<Entry> some = entries.stream().filter(entry -> entry.subject() == subject).toList();
      if (!some.isEmpty()) {
        lines.add((lines.isEmpty() ? "" : "\n") + style.strong(subject.title()));
        some.forEach(
            entry ->
                lines.add(
                    "  " + entry.name() + "\n      " + style.faint(entry.description().summary())));
      }
    }
    return String.join("\n", lines);
  }
}
