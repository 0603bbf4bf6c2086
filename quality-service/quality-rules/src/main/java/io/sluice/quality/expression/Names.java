package io.sluice.quality.expression;

import io.sluice.quality.expression.Syntax.Position;
import java.util.List;
import java.util.Optional;

/** What the names and calls of an expression mean: columns of a row, or metrics of a dataset. */
public interface Names {

  /**
   * The value of a name.
   *
   * @throws ExpressionException if there is none
   */
  Expr resolve(String name, Position at);

  /** The value of a call that is not a builtin function here, if it means something. */
  default Optional<Expr> call(String function, List<Syntax> arguments, Position at) {
    return Optional.empty();
  }
}
