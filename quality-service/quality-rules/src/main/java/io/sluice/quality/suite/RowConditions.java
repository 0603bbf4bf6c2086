package io.sluice.quality.suite;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a {@code row_condition} of Great Expectations into the syntax of our own expressions: text
 * in the language that {@code condition_parser} names, or a condition object of GX 1.x.
 */
public final class RowConditions {

  private static final List<String> PARSERS =
      List.of("pandas", "spark", "great_expectations", "great_expectations__experimental__");

  private RowConditions() {}

  /**
   * A condition as read.
   *
   * @param syntax what it says
   * @param notes where the engine it was written for would answer otherwise
   */
  public record Read(Syntax syntax, List<String> notes) {

    /** Copies the notes. */
    public Read {
      notes = List.copyOf(notes);
    }
  }

  /**
   * Reads a condition.
   *
   * @param condition text, or the members of a condition object
   * @param parser the {@code condition_parser}; null means what GX 1.x means without one
   * @throws ExpressionException if it cannot be read, with its place in the text
   */
  public static Read read(Object condition, @Nullable Object parser) {
    List<String> notes = new ArrayList<>();
    if (condition instanceof Map<?, ?> members) {
      return new Read(new ConditionObjects(language(parser, ""), notes).read(members), notes);
    }
    if (!(condition instanceof String text)) {
      throw new ExpressionException("row_condition must be text or a condition object", 0, 0, null);
    }
    return new Read(read(text, language(parser, text), notes), notes);
  }

  static Syntax read(String text, ConditionLanguage language, List<String> notes) {
    if (text.isBlank()) {
      throw new ExpressionException("row_condition is empty", 1, 1, null);
    }
    return new ConditionParser(Tokens.of(text), language, notes).read();
  }

  /** GX's own language always names columns with {@code col}; without a parser that decides. */
  private static ConditionLanguage language(@Nullable Object parser, String text) {
    if (parser == null) {
      return text.contains("col(") ? ConditionLanguage.GX : ConditionLanguage.PANDAS;
    }
    String name = String.valueOf(parser);
    return switch (name) {
      case "pandas" -> ConditionLanguage.PANDAS;
      case "spark" -> ConditionLanguage.SPARK;
      case "great_expectations", "great_expectations__experimental__" -> ConditionLanguage.GX;
      default -> {
        String guess = Suggestion.didYouMean(name, PARSERS);
        throw new ExpressionException(
            "there is no condition_parser '" + name + "'",
            0,
            0,
            guess == null ? "pandas, spark or great_expectations" : guess);
      }
    };
  }
}
