package io.sluice.quality.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A typed expression over one row, independent of any engine. Truth is three-valued; every engine
 * must answer as {@link Evaluator} does.
 */
public sealed interface Expr {

  /** The type of the value. */
  ExprType type();

  /**
   * A constant.
   *
   * @param value null, Boolean, BigDecimal, Double, String, LocalDate, LocalTime, LocalDateTime or
   *     OffsetDateTime
   */
  record Literal(@Nullable Object value, ExprType type) implements Expr {}

  /** The value of a column; over metrics, the value of a metric. */
  record ColumnRef(String name, ExprType type) implements Expr {}

  /** A comparison of two values that have been brought to comparable types. */
  record Comparison(Operator operator, Expr left, Expr right) implements Expr {

    /** The comparisons. */
    public enum Operator {
      EQ("=="),
      NE("!="),
      LT("<"),
      LE("<="),
      GT(">"),
      GE(">=");

      private final String symbol;

      Operator(String symbol) {
        this.symbol = symbol;
      }

      /** How it is written. */
      public String symbol() {
        return symbol;
      }
    }

    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** True if both are, false if either is not, else unknown. */
  record And(Expr left, Expr right) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** True if either is, false if both are not, else unknown. */
  record Or(Expr left, Expr right) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** The opposite; unknown stays unknown. */
  record Not(Expr operand) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** Whether a value is null (of a truth value: whether it is unknown); never unknown itself. */
  record IsNull(Expr operand) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** Whether text matches an RE2 pattern, as a whole or somewhere. */
  record Matches(Expr text, String pattern, boolean whole) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** Whether text passes a test of the JVM; null is unknown. */
  record Satisfies(RowTest test, Expr operand) implements Expr {
    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /** Whether a value equals one of a list, as SQL's IN. */
  record InList(Expr value, List<Expr> items) implements Expr {
    /** Copies the items. */
    public InList {
      items = List.copyOf(items);
    }

    @Override
    public ExprType type() {
      return ExprType.BOOLEAN;
    }
  }

  /**
   * Arithmetic, exact unless a side is a double. Division by zero is null; exact division rounds
   * half away from zero to the type's scale.
   */
  record Arithmetic(Operation operator, Expr left, Expr right, ExprType type) implements Expr {

    /** The operations. */
    public enum Operation {
      ADD("+"),
      SUBTRACT("-"),
      MULTIPLY("*"),
      DIVIDE("/"),
      REMAINDER("%");

      private final String symbol;

      Operation(String symbol) {
        this.symbol = symbol;
      }

      /** How it is written. */
      public String symbol() {
        return symbol;
      }
    }
  }

  /** Minus a number. */
  record Negation(Expr operand) implements Expr {
    @Override
    public ExprType type() {
      return operand.type();
    }
  }

  /** One of two values; an unknown condition takes the second. */
  record Conditional(Expr condition, Expr then, Expr otherwise, ExprType type) implements Expr {}

  /** The first value that is not null. */
  record Coalesce(List<Expr> values, ExprType type) implements Expr {
    /** Copies the values. */
    public Coalesce {
      values = List.copyOf(values);
    }
  }

  /** A function of the closed list. */
  record Call(Builtin function, List<Expr> arguments, ExprType type) implements Expr {
    /** Copies the arguments. */
    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** A true, false or null constant. */
  static Expr truth(@Nullable Boolean value) {
    return new Literal(value, ExprType.BOOLEAN);
  }

  /** Both, where an absent one counts as true. */
  static @Nullable Expr both(@Nullable Expr left, @Nullable Expr right) {
    if (left == null) {
      return right;
    }
    return right == null ? left : new And(left, right);
  }
}
