package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.compile.CompiledRule.Planned;
import io.sluice.quality.expectation.ArgumentException;
import io.sluice.quality.expectation.Arguments;
import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.expectation.MetricsHold;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.expectation.RowsHold;
import io.sluice.quality.expectation.Scope;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.SafeJexl;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.Rule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compiles rules; what is wrong with one becomes its fault. */
public final class RuleCompiler {

  private RuleCompiler() {}

  /**
   * Compiles rules against columns, or, when they are not known yet, as far as that goes without
   * types.
   */
  public static CompiledRules compile(List<Rule> rules, @Nullable Schema schema) {
    List<CompiledRule> compiled = new ArrayList<>();
    for (Rule rule : rules) {
      Fault fault = schema == null ? syntaxFault(rule) : plan(rule, schema).fault();
      compiled.add(new CompiledRule(rule, fault));
    }
    List<String> warnings =
        schema == null
            ? List.of("the columns are not known yet: types are checked at the first evaluation")
            : List.of();
    return new CompiledRules(compiled, warnings);
  }

  static Planned plan(Rule rule, Schema schema) {
    try {
      Syntax where = parse(rule, "where", rule.where());
      Scope scope = scope(rule, schema, where);
      return new Planned(planned(rule, scope), null);
    } catch (PlacedFault placed) {
      return new Planned(null, placed.fault);
    }
  }

  private static @Nullable Fault syntaxFault(Rule rule) {
    try {
      parse(rule, "where", rule.where());
      requireNoMostlyOfAssert(rule);
      if (rule.type().equals(Rule.ROWS) || rule.type().equals(Rule.ASSERT)) {
        parseRequired(rule);
      } else {
        Expectation expectation = expectation(rule);
        requireFitting(rule, expectation);
        arguments(rule, expectation);
      }
      return null;
    } catch (PlacedFault placed) {
      return placed.fault;
    }
  }

  private static Scope scope(Rule rule, Schema schema, @Nullable Syntax where) {
    Expr condition = null;
    if (where != null) {
      try {
        condition = new Typer(new ColumnNames(schema)).condition(where);
      } catch (ExpressionException fault) {
        throw placed(rule, "where", fault);
      }
    }
    BigDecimal mostly = rule.mostly();
    return new Scope(schema, condition, mostly == null ? BigDecimal.ONE : mostly);
  }

  private static Plan planned(Rule rule, Scope scope) {
    requireNoMostlyOfAssert(rule);
    if (rule.type().equals(Rule.ROWS) || rule.type().equals(Rule.ASSERT)) {
      Syntax expression = parseRequired(rule);
      try {
        return rule.type().equals(Rule.ROWS)
            ? RowsHold.plan(expression, scope)
            : MetricsHold.plan(expression, scope);
      } catch (ExpressionException fault) {
        throw placed(rule, rule.type(), fault);
      }
    }
    Expectation expectation = expectation(rule);
    requireFitting(rule, expectation);
    Arguments arguments = arguments(rule, expectation);
    try {
      return expectation.plan(arguments, scope);
    } catch (ArgumentException fault) {
      throw placed(rule, fault);
    } catch (ExpressionException fault) {
      throw placed(rule, rule.type(), fault);
    }
  }

  private static void requireNoMostlyOfAssert(Rule rule) {
    if (rule.type().equals(Rule.ASSERT) && rule.mostly() != null) {
      throw new PlacedFault(Fault.at(rule.place(), "assert does not take 'mostly'", null));
    }
  }

  private static Syntax parseRequired(Rule rule) {
    Syntax expression = parse(rule, rule.type(), rule.expression());
    if (expression == null) {
      throw new PlacedFault(Fault.at(rule.place(), "the expression is empty", null));
    }
    return expression;
  }

  private static @Nullable Syntax parse(Rule rule, String member, @Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return SafeJexl.parse(text);
    } catch (ExpressionException fault) {
      throw placed(rule, member, fault);
    }
  }

  private static Expectation expectation(Rule rule) {
    return Expectations.named(rule.type())
        .orElseThrow(
            () ->
                new PlacedFault(
                    Fault.at(
                        rule.place(),
                        "not supported yet: " + rule.type(),
                        Suggestion.didYouMean(
                            rule.type(),
                            Expectations.all().stream().map(Expectation::name).toList()))));
  }

  private static void requireFitting(Rule rule, Expectation expectation) {
    if (rule.mostly() != null
        && !expectation.takesMostly()
        && rule.mostly().compareTo(BigDecimal.ONE) != 0) {
      throw new PlacedFault(Fault.at(rule.place(), rule.type() + " does not take 'mostly'", null));
    }
    if (rule.where() != null && !expectation.takesWhere()) {
      throw new PlacedFault(Fault.at(rule.place(), rule.type() + " does not take 'where'", null));
    }
  }

  private static Arguments arguments(Rule rule, Expectation expectation) {
    try {
      return new Arguments(rule.arguments(), expectation.parameters());
    } catch (ArgumentException fault) {
      throw placed(rule, fault);
    }
  }

  private static PlacedFault placed(Rule rule, ArgumentException fault) {
    return new PlacedFault(
        new Fault(
            rule.place().pointer() + "/" + rule.type() + "/" + fault.parameter(),
            rule.place().line(),
            rule.place().column(),
            fault.getMessage() == null ? "the argument does not fit" : fault.getMessage(),
            fault.hint()));
  }

  private static PlacedFault placed(Rule rule, String member, ExpressionException fault) {
    String message = String.valueOf(fault.getMessage());
    String where =
        fault.line() == 0
            ? message
            : message
                + " (line "
                + fault.line()
                + ", column "
                + fault.column()
                + " of '"
                + member
                + "')";
    return new PlacedFault(
        new Fault(
            rule.place().pointer() + "/" + member,
            rule.place().line(),
            rule.place().column(),
            where,
            fault.hint()));
  }

  /** Carries a fault out of the compilation of one rule. */
  private static final class PlacedFault extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    PlacedFault(Fault fault) {
      super(fault.message());
      this.fault = fault;
    }
  }
}
