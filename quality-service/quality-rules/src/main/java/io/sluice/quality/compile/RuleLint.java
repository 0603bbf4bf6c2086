package io.sluice.quality.compile;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Names;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.rule.Location;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.RowConditions;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds rules that compile and yet may not say what their author means. */
public final class RuleLint {

  /** What can be found. */
  public enum Code {
    /** A row is left out because a column of {@code where} is null. */
    NULL_DROPS_ROWS,
    /** Whatever the data, the rule is met. */
    NEVER_FAILS,
    /** Whatever the data, the rule is not met. */
    ALWAYS_FAILS,
    /** Another rule judges the same. */
    DUPLICATE_RULE,
    /** {@code where} leaves out nothing, or everything. */
    CONSTANT_WHERE,
    /** A pattern may match anywhere in the text. */
    PATTERN_NOT_ANCHORED
  }

  /**
   * One finding.
   *
   * @param code what was found
   * @param rule the rule's id
   * @param place where the rule stands
   * @param message what is doubtful
   * @param hint what could be done
   */
  public record Warning(
      Code code, String rule, Location place, String message, @Nullable String hint) {}

  private final @Nullable Schema schema;
  private final List<Warning> warnings = new ArrayList<>();

  private RuleLint(@Nullable Schema schema) {
    this.schema = schema;
  }

  /**
   * Looks through rules; what does not compile is left to the compiler.
   *
   * @param schema the columns, or null if they are not known; then every column may be null
   */
  public static List<Warning> of(List<Rule> rules, @Nullable Schema schema) {
    RuleLint lint = new RuleLint(schema);
    Map<List<@Nullable Object>, Rule> seen = new HashMap<>();
    for (Rule rule : rules) {
      lint.look(rule);
      Rule same = seen.putIfAbsent(meaning(rule), rule);
      if (same != null) {
        lint.warn(
            Code.DUPLICATE_RULE,
            rule,
            "it judges the same as '" + same.id() + "'",
            "leave one of them out");
      }
    }
    return List.copyOf(lint.warnings);
  }

  private static List<@Nullable Object> meaning(Rule rule) {
    return Arrays.asList(
        rule.type(), rule.arguments(), rule.expression(), rule.where(), rule.mostly());
  }

  private void warn(Code code, Rule rule, String message, @Nullable String hint) {
    warnings.add(new Warning(code, rule.id(), rule.place(), message, hint));
  }

  private void look(Rule rule) {
    BoundRule bound;
    Syntax expression;
    try {
      if (!StagedPlan.references(rule).isEmpty()) {
        return;
      }
      bound = BoundRule.of(rule, ParameterSettings.none(), Map.of());
      expression = BoundRule.parse(rule, rule.type(), rule.expression());
    } catch (PlacedFault faulty) {
      return;
    }
    lookAtWhere(rule, bound);
    if (expression != null) {
      Object constant = constant(expression);
      if (constant instanceof Boolean truth) {
        warn(
            truth ? Code.NEVER_FAILS : Code.ALWAYS_FAILS,
            rule,
            "the expression is " + truth + " whatever the data",
            "name a column in it");
      }
    }
    BigDecimal mostly = bound.mostly();
    if (mostly.signum() == 0) {
      warn(Code.NEVER_FAILS, rule, "'mostly: 0' is met by any rows", "raise it");
    }
    lookAtPatterns(rule, bound);
  }

  private void lookAtWhere(Rule rule, BoundRule bound) {
    RowConditions.Read condition = bound.condition();
    Syntax where = bound.where();
    if (where != null && constant(where) instanceof Boolean truth) {
      warn(
          Code.CONSTANT_WHERE,
          rule,
          truth ? "'where' leaves out nothing" : "'where' leaves out every row",
          "leave it out");
    }
    lookForNulls(rule, where, "where");
    lookForNulls(rule, condition == null ? null : condition.syntax(), "row_condition");
  }

  private void lookForNulls(Rule rule, @Nullable Syntax condition, String member) {
    if (condition == null) {
      return;
    }
    Set<String> unhandled = NullHandling.unhandled(condition);
    for (String name : unhandled) {
      if (mayBeNull(name)) {
        warn(
            Code.NULL_DROPS_ROWS,
            rule,
            "a row whose '"
                + name
                + "' is null is left out by '"
                + member
                + "', whatever it breaks",
            "say which is meant: " + name + " == null or …, or " + name + " ?? …");
      }
    }
  }

  private boolean mayBeNull(String name) {
    return schema == null || schema.column(name).map(Column::nullable).orElse(false);
  }

  private static void addTexts(@Nullable Object value, List<String> patterns) {
    if (value instanceof String text) {
      patterns.add(text);
    } else if (value instanceof List<?> list) {
      list.forEach(item -> addTexts(item, patterns));
    }
  }

  private void lookAtPatterns(Rule rule, BoundRule bound) {
    List<String> patterns = new ArrayList<>();
    addTexts(bound.arguments().get("regex"), patterns);
    addTexts(bound.arguments().get("regex_list"), patterns);
    for (String pattern : patterns) {
      boolean start = pattern.startsWith("^") || pattern.startsWith("\\A");
      boolean end = pattern.endsWith("$") || pattern.endsWith("\\z");
      if (!start && !end) {
        warn(
            Code.PATTERN_NOT_ANCHORED,
            rule,
            "the pattern '" + pattern + "' may match anywhere in the text",
            "write ^ and $ if the whole text is meant");
      }
    }
  }

  /** The value of an expression that names no column and no metric; null if it names one. */
  private static @Nullable Object constant(Syntax syntax) {
    try {
      Expr typed = new Typer(new NoNames()).condition(syntax);
      return new Evaluator().truth(typed, name -> null);
    } catch (ExpressionException named) {
      return null;
    }
  }

  /** Knows no name. */
  private static final class NoNames implements Names {
    @Override
    public Expr resolve(String name, Position at) {
      throw new ExpressionException("not a constant", at.line(), at.column(), null);
    }
  }
}
