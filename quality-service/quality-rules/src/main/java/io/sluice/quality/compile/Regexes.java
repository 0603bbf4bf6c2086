package io.sluice.quality.compile;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.rule.Rule;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Tells a pattern that RE2 lacks from one that is wrong. */
final class Regexes {

  private static final List<String> PARAMETERS = List.of("regex", "regex_list");
  private static final int LONGEST = 4096;

  /** What RE2 reads as ASCII only. */
  private static final String ASCII_CLASSES = "wWdDsSbB";

  private static final String ASCII_NOTE =
      "\\w, \\d, \\s and \\b know ASCII only, as in RE2; those of PostgreSQL and Python know the"
          + " letters, digits and spaces of Unicode too";
  private static final String END_NOTE =
      "$ is the end of the text, as in PostgreSQL; in Python it also matches before a last newline";

  private Regexes() {}

  /** Requires every pattern to be of the RE2 subset. */
  static void require(Rule rule, Map<String, @Nullable Object> arguments) {
    for (String parameter : PARAMETERS) {
      texts(arguments.get(parameter)).forEach(text -> require(rule, parameter, text));
    }
  }

  private static List<String> texts(@Nullable Object value) {
    List<?> patterns =
        value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
    return patterns.stream().filter(String.class::isInstance).map(String.class::cast).toList();
  }

  /** In what the patterns of a rule mean other than where GX runs them. */
  static List<String> notes(Map<String, @Nullable Object> arguments) {
    Set<String> notes = new LinkedHashSet<>();
    for (String parameter : PARAMETERS) {
      texts(arguments.get(parameter)).forEach(text -> addNotes(text, notes));
    }
    return List.copyOf(notes);
  }

  private static void addNotes(String pattern, Set<String> notes) {
    boolean inClass = false;
    for (int i = 0; i < pattern.length(); i++) {
      char sign = pattern.charAt(i);
      if (sign == '\\' && i + 1 < pattern.length()) {
        i++;
        if (ASCII_CLASSES.indexOf(pattern.charAt(i)) >= 0) {
          notes.add(ASCII_NOTE);
        }
      } else if (sign == '[') {
        inClass = true;
      } else if (sign == ']') {
        inClass = false;
      } else if (sign == '$' && !inClass) {
        notes.add(END_NOTE);
      }
    }
  }

  private static void require(Rule rule, String parameter, String pattern) {
    try {
      Typer.regex(pattern, new Position(0, 0));
    } catch (ExpressionException fault) {
      PlacedFault placed = PlacedFault.ofArgument(rule, parameter, fault);
      throw rule.origin().ofSuite() && isPattern(pattern) ? placed.asUnsupported() : placed;
    }
  }

  /** Whether engines that backtrack take it; it is only read, never run. */
  private static boolean isPattern(String pattern) {
    if (pattern.length() > LONGEST) {
      return false;
    }
    try {
      Pattern.compile(pattern);
      return true;
    } catch (PatternSyntaxException malformed) {
      return false;
    }
  }
}
