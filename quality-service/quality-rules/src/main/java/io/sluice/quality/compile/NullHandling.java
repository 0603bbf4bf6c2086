package io.sluice.quality.compile;

import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Prefix;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the columns of a condition whose nulls it says nothing about. */
final class NullHandling {

  private final Set<String> named = new LinkedHashSet<>();
  private final Set<String> handled = new LinkedHashSet<>();

  private NullHandling() {}

  static Set<String> unhandled(Syntax condition) {
    NullHandling names = new NullHandling();
    names.walk(condition, false);
    Set<String> result = new LinkedHashSet<>(names.named);
    result.removeAll(names.handled);
    return result;
  }

  private void walk(Syntax syntax, boolean nullsMeant) {
    if (syntax instanceof Syntax.Name name) {
      (nullsMeant ? handled : named).add(name.name());
    } else if (syntax instanceof Syntax.Items items
        && items.items().size() == 1
        && items.items().get(0) instanceof Syntax.Text name) {
      (nullsMeant ? handled : named).add(name.value());
    } else if (syntax instanceof Syntax.Infix infix) {
      walkInfix(infix, nullsMeant);
    } else if (syntax instanceof Syntax.Prefixed prefixed) {
      walk(prefixed.operand(), nullsMeant || prefixed.operator() == Prefix.EMPTY);
    } else {
      boolean coalesces = syntax instanceof Syntax.Call call && call.function().equals("coalesce");
      parts(syntax).forEach(part -> walk(part, nullsMeant || coalesces));
    }
  }

  private void walkInfix(Syntax.Infix infix, boolean nullsMeant) {
    boolean nullTest =
        infix.left() instanceof Syntax.Nothing || infix.right() instanceof Syntax.Nothing;
    walk(infix.left(), nullsMeant || nullTest || infix.operator() == Operator.COALESCE);
    // A list to the right of =~ holds values, not names.
    boolean values =
        infix.operator() == Operator.FINDS
            || infix.operator() == Operator.MATCHES
            || infix.operator() == Operator.NOT_MATCHES;
    if (!values) {
      walk(infix.right(), nullsMeant || nullTest);
    }
  }

  private static List<Syntax> parts(Syntax syntax) {
    if (syntax instanceof Syntax.Choice choice) {
      return List.of(choice.condition(), choice.then(), choice.otherwise());
    } else if (syntax instanceof Syntax.Call call) {
      return call.arguments();
    } else if (syntax instanceof Syntax.Range range) {
      return List.of(range.low(), range.high());
    }
    return new ArrayList<>();
  }
}
