package io.sluice.quality.compile;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.rule.Rule;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Tells a pattern that RE2 lacks from one that is wrong. */
final class Regexes {

  private static final List<String> PARAMETERS = List.of("regex", "regex_list");
  private static final int LONGEST = 4096;

  private Regexes() {}

  /** Requires every pattern to be of the RE2 subset. */
  static void require(Rule rule, Map<String, @Nullable Object> arguments) {
    for (String parameter : PARAMETERS) {
      Object value = arguments.get(parameter);
      List<?> patterns =
          value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
      for (Object pattern : patterns) {
        if (pattern instanceof String text) {
          require(rule, parameter, text);
        }
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
