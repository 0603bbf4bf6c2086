package io.sluice.quality.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

/** Goes through every part of an expression before its names and types are known. */
public final class Walk {

  private Walk() {}

  /** Shows every part, outer parts before inner ones, from left to right. */
  public static void each(Syntax root, Consumer<Syntax> visit) {
    Deque<Syntax> open = new ArrayDeque<>();
    open.push(root);
    for (Syntax part = open.poll(); part != null; part = open.poll()) {
      visit.accept(part);
      List<Syntax> parts = parts(part);
      for (int i = parts.size() - 1; i >= 0; i--) {
        open.push(parts.get(i));
      }
    }
  }

  private static List<Syntax> parts(Syntax syntax) {
    if (syntax instanceof Syntax.Items items) {
      return items.items();
    } else if (syntax instanceof Syntax.Range range) {
      return List.of(range.low(), range.high());
    } else if (syntax instanceof Syntax.Prefixed prefixed) {
      return List.of(prefixed.operand());
    } else if (syntax instanceof Syntax.Infix infix) {
      return List.of(infix.left(), infix.right());
    } else if (syntax instanceof Syntax.Choice choice) {
      return List.of(choice.condition(), choice.then(), choice.otherwise());
    } else if (syntax instanceof Syntax.Call call) {
      return call.arguments();
    }
    return List.of();
  }
}
