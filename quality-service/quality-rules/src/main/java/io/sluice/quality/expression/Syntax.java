package io.sluice.quality.expression;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an expression says before its names and types are known. */
public sealed interface Syntax {

  /** Where it starts. */
  Position at();

  /**
   * A place in the text of an expression.
   *
   * @param line from 1
   * @param column from 1
   */
  record Position(int line, int column) {}

  /** The operators between two operands. */
  enum Operator {
    AND,
    OR,
    EQ,
    NE,
    LT,
    LE,
    GT,
    GE,
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    MATCHES,
    NOT_MATCHES,
    /** Matches somewhere; only row conditions say so, JEXL does not. */
    FINDS,
    STARTS,
    NOT_STARTS,
    ENDS,
    NOT_ENDS,
    COALESCE
  }

  /** The operators before an operand. */
  enum Prefix {
    NOT,
    MINUS,
    SIZE,
    EMPTY
  }

  /** A name: of a column, or of a metric. */
  record Name(String name, Position at) implements Syntax {}

  /** Text in quotes. */
  record Text(String value, Position at) implements Syntax {}

  /** A number; null is NaN. */
  record Numeral(@Nullable BigDecimal value, Position at) implements Syntax {}

  /** True or false. */
  record Truth(boolean value, Position at) implements Syntax {}

  /** The literal null. */
  record Nothing(Position at) implements Syntax {}

  /** Values in brackets. */
  record Items(List<Syntax> items, Position at) implements Syntax {}

  /** Two inclusive bounds. */
  record Range(Syntax low, Syntax high, Position at) implements Syntax {}

  /** An operator and its operand. */
  record Prefixed(Prefix operator, Syntax operand, Position at) implements Syntax {}

  /** An operator and its two operands. */
  record Infix(Operator operator, Syntax left, Syntax right, Position at) implements Syntax {}

  /** A choice between two values. */
  record Choice(Syntax condition, Syntax then, Syntax otherwise, Position at) implements Syntax {}

  /** A function call. */
  record Call(String function, List<Syntax> arguments, Position at) implements Syntax {}
}
