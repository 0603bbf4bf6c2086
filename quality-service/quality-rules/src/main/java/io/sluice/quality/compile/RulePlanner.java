package io.sluice.quality.compile;

import io.sluice.catalog.model.Schema;
import io.sluice.quality.expectation.ArgumentException;
import io.sluice.quality.expectation.Arguments;
import io.sluice.quality.expectation.Expectation;
import io.sluice.quality.expectation.Expectations;
import io.sluice.quality.expectation.LeftOut;
import io.sluice.quality.expectation.MetricsHold;
import io.sluice.quality.expectation.Plan;
import io.sluice.quality.expectation.RowsHold;
import io.sluice.quality.expectation.Scope;
import io.sluice.quality.expression.ColumnNames;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Typer;
import io.sluice.quality.expression.Walk;
import io.sluice.quality.rule.Rule;
import io.sluice.quality.suite.RowConditions;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** Plans one bound rule; every fault is thrown as {@link PlacedFault}. */
final class RulePlanner {

  private final BoundRule bound;
  private final Rule rule;

  RulePlanner(BoundRule bound) {
    this.bound = bound;
    rule = bound.rule();
  }

  /** Finds what can be found wrong before the columns are known. */
  void requireReadable() {
    Syntax where = bound.where();
    if (where != null) {
      requireNames(where, "where");
    }
    if (isExpression()) {
      requireNoMostlyOfAssert();
      requireNames(expression(), rule.type());
      return;
    }
    Expectation expectation = expectation();
    requireFitting(expectation);
    arguments(expectation);
    Regexes.require(rule, bound.arguments());
  }

  private void requireNames(Syntax syntax, String member) {
    try {
      if (member.equals(Rule.ASSERT)) {
        MetricsHold.requireNames(syntax);
      } else {
        Walk.each(syntax, RulePlanner::requireFunction);
      }
    } catch (ExpressionException fault) {
      throw PlacedFault.inText(rule, member, fault);
    }
  }

  private static void requireFunction(Syntax part) {
    if (part instanceof Syntax.Call call) {
      Typer.requireFunction(call);
    }
  }

  Plan plan(Schema schema) {
    return isExpression() ? ofExpression(schema) : ofExpectation(schema);
  }

  private boolean isExpression() {
    return rule.type().equals(Rule.ROWS) || rule.type().equals(Rule.ASSERT);
  }

  private Plan ofExpression(Schema schema) {
    requireNoMostlyOfAssert();
    Syntax expression = expression();
    Scope scope = scope(schema, true);
    try {
      Plan plan =
          rule.type().equals(Rule.ROWS)
              ? RowsHold.plan(expression, scope)
              : MetricsHold.plan(expression, scope);
      return LeftOut.counted(plan, scope.where());
    } catch (ExpressionException fault) {
      throw PlacedFault.inText(rule, rule.type(), fault);
    }
  }

  private Plan ofExpectation(Schema schema) {
    Expectation expectation = expectation();
    requireFitting(expectation);
    Arguments arguments = arguments(expectation);
    Regexes.require(rule, bound.arguments());
    Scope scope = scope(schema, expectation.takesWhere());
    try {
      return LeftOut.counted(expectation.plan(arguments, scope), scope.where());
    } catch (ArgumentException fault) {
      throw PlacedFault.of(rule, fault);
    } catch (ExpressionException fault) {
      throw PlacedFault.inText(rule, rule.type(), fault);
    }
  }

  /** Which rows a rule about columns is told to look at makes no difference to it. */
  private Scope scope(Schema schema, boolean ofRows) {
    Typer typer = new Typer(new ColumnNames(schema));
    Expr where = typed(typer, bound.where(), "where");
    RowConditions.Read read = ofRows ? bound.condition() : null;
    Expr condition = null;
    if (read != null) {
      try {
        condition = typer.condition(read.syntax());
      } catch (ExpressionException fault) {
        throw PlacedFault.ofArgument(rule, "row_condition", fault);
      }
    }
    return new Scope(schema, Expr.both(where, condition), bound.mostly());
  }

  private @Nullable Expr typed(Typer typer, @Nullable Syntax syntax, String member) {
    if (syntax == null) {
      return null;
    }
    try {
      return typer.condition(syntax);
    } catch (ExpressionException fault) {
      throw PlacedFault.inText(rule, member, fault);
    }
  }

  private void requireNoMostlyOfAssert() {
    if (rule.type().equals(Rule.ASSERT) && rule.mostly() != null) {
      throw PlacedFault.of(rule, "assert does not take 'mostly'", null);
    }
  }

  private Syntax expression() {
    Syntax expression = BoundRule.parse(rule, rule.type(), rule.expression());
    if (expression == null) {
      throw PlacedFault.of(rule, "the expression is empty", null);
    }
    return expression;
  }

  private Expectation expectation() {
    return Expectations.named(rule.type()).orElseThrow(() -> unknown(rule));
  }

  private static PlacedFault unknown(Rule rule) {
    String guess =
        Suggestion.didYouMean(
            rule.type(), Expectations.all().stream().map(Expectation::name).toList());
    PlacedFault fault = PlacedFault.of(rule, "unknown expectation '" + rule.type() + "'", guess);
    return rule.origin().ofSuite() ? fault.asUnsupported() : fault;
  }

  private void requireFitting(Expectation expectation) {
    if (!expectation.takesMostly() && bound.mostly().compareTo(BigDecimal.ONE) != 0) {
      throw PlacedFault.of(rule, rule.type() + " does not take 'mostly'", null);
    }
    if (rule.where() != null && !expectation.takesWhere()) {
      throw PlacedFault.of(rule, rule.type() + " does not take 'where'", null);
    }
  }

  private Arguments arguments(Expectation expectation) {
    try {
      return new Arguments(bound.arguments(), expectation.parameters());
    } catch (ArgumentException fault) {
      throw PlacedFault.of(rule, fault);
    }
  }
}
