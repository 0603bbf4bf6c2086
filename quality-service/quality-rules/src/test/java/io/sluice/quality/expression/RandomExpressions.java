package io.sluice.quality.expression;

import io.sluice.quality.expression.Expr.Arithmetic.Operation;
import io.sluice.quality.expression.Expr.Comparison.Operator;
import io.sluice.quality.expression.ExprType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random typed expressions of every kind over columns of every type, from a seed. */
public final class RandomExpressions {

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "1",
          "-1",
          "7",
          "2.5",
          "-0.0001",
          "0.05",
          "9223372036854775807",
          "1e30",
          "-9223372036854775808",
          "99999999999999.9999",
          "123456789.123456789",
          "0.00");
  private static final List<String> TEXTS =
      List.of(
          "", " ", "a", "A", "ab", "b", "é", "ß", "😀b", "😀", "a\nb", "\uffff", "it's", "2024");
  private static final List<String> PATTERNS =
      List.of(
          "a", "a.?", "^a", "b$", "^ab$", ".*b.*", "[a-z]+", "\\d{4}", "(?i)AB", "", "a|b", "😀.",
          "^$", "[^a]*", "it's", "\\p{L}+", ".", "(a|b)+");

  private final Random random;
  private final List<Expr.ColumnRef> columns;

  public RandomExpressions(Random random, List<Expr.ColumnRef> columns) {
    this.random = random;
    this.columns = columns;
  }

  private <T> T one(List<T> of) {
    return of.get(random.nextInt(of.size()));
  }

  public Expr truth(int depth) {
    int kind = depth == 0 ? 3 + random.nextInt(9) : random.nextInt(14);
    return switch (kind) {
      case 0 -> new Expr.And(truth(depth - 1), truth(depth - 1));
      case 1 -> new Expr.Or(truth(depth - 1), truth(depth - 1));
      case 2 -> new Expr.Not(truth(depth - 1));
      case 3 -> new Expr.IsNull(any(depth));
      case 4, 5 -> comparison(any(depth));
      case 6 -> new Expr.Matches(text(depth), one(PATTERNS), random.nextBoolean());
      case 7 -> inList(any(depth));
      case 8 ->
          new Expr.Call(
              one(List.of(Builtin.STARTS_WITH, Builtin.ENDS_WITH, Builtin.CONTAINS)),
              List.of(text(depth), text(depth)),
              ExprType.BOOLEAN);
      case 9 -> column(Kind.BOOLEAN);
      case 10, 11 -> comparison(number(depth));
      case 12 -> conditional(truth(depth - 1), truth(depth - 1), truth(depth - 1));
      default -> new Expr.IsNull(truth(depth - 1));
    };
  }

  private Expr comparison(Expr left) {
    Expr right = like(left.type(), 1);
    return new Expr.Comparison(
        one(List.of(Operator.values())), Literals.alike(left, right), Literals.alike(right, left));
  }

  private Expr inList(Expr value) {
    List<Expr> items = new ArrayList<>();
    int size = random.nextInt(5);
    for (int i = 0; i < size; i++) {
      Expr item =
          random.nextInt(6) == 0
              ? new Expr.Literal(null, value.type())
              : random.nextInt(4) == 0 ? like(value.type(), 0) : literal(value.type());
      items.add(Literals.alike(item, value));
    }
    return new Expr.InList(value, items);
  }

  /** Any value that can be compared. */
  public Expr any(int depth) {
    return switch (random.nextInt(5)) {
      case 0, 1 -> number(depth);
      case 2 -> text(depth);
      case 3 -> temporal(one(List.of(Kind.DATE, Kind.TIME, Kind.TIMESTAMP, Kind.TIMESTAMPTZ)));
      default -> column(Kind.BOOLEAN);
    };
  }

  private Expr like(ExprType type, int depth) {
    return switch (type.kind()) {
      case INTEGER, DECIMAL, DOUBLE -> number(depth);
      case STRING -> text(depth);
      case BOOLEAN ->
          random.nextBoolean() ? column(Kind.BOOLEAN) : Expr.truth(random.nextBoolean());
      case DATE, TIMESTAMP -> temporal(random.nextBoolean() ? Kind.DATE : Kind.TIMESTAMP);
      default -> temporal(type.kind());
    };
  }

  public Expr number(int depth) {
    int kind = depth == 0 ? random.nextInt(6) : random.nextInt(16);
    return switch (kind) {
      case 0, 1 -> column(Kind.INTEGER);
      case 2 -> column(Kind.DECIMAL);
      case 3 -> column(Kind.DOUBLE);
      case 4, 5 -> literal(one(List.of(ExprType.INTEGER, ExprType.DOUBLE)));
      case 6 -> new Expr.Negation(number(depth - 1));
      case 7 -> new Expr.Call(Builtin.LENGTH, List.of(text(depth - 1)), ExprType.INTEGER);
      case 8 -> rounding(number(depth - 1));
      case 9 -> conditional(truth(depth - 1), number(depth - 1), number(depth - 1));
      case 10 -> coalesce(number(depth - 1), number(depth - 1));
      case 11 -> {
        List<Expr> values = List.of(number(depth - 1), number(depth - 1));
        yield new Expr.Call(
            one(List.of(Builtin.MIN, Builtin.MAX)), values, Literals.commonType(values));
      }
      case 12 ->
          new Expr.Call(
              one(List.of(Builtin.YEAR, Builtin.MONTH, Builtin.DAY)),
              List.of(column(one(List.of(Kind.DATE, Kind.TIMESTAMP, Kind.TIMESTAMPTZ)))),
              ExprType.INTEGER);
      default -> arithmetic(number(depth - 1), number(depth - 1));
    };
  }

  private Expr arithmetic(Expr left, Expr right) {
    Operation operation = one(List.of(Operation.values()));
    ExprType type = Literals.arithmeticType(operation, left.type(), right.type());
    return type.scale() > Literals.MAX_SCALE
        ? left
        : new Expr.Arithmetic(operation, left, right, type);
  }

  private Expr rounding(Expr value) {
    ExprType type = value.type();
    switch (random.nextInt(4)) {
      case 0 -> {
        return new Expr.Call(Builtin.ABS, List.of(value), type);
      }
      case 1 -> {
        return new Expr.Call(
            one(List.of(Builtin.FLOOR, Builtin.CEIL)),
            List.of(value),
            type.kind() == Kind.DECIMAL ? ExprType.decimal(0) : type);
      }
      default -> {
        int places = random.nextInt(4);
        return new Expr.Call(
            Builtin.ROUND,
            List.of(value, Literals.number(BigDecimal.valueOf(places))),
            type.kind() == Kind.DECIMAL ? ExprType.decimal(Math.min(places, type.scale())) : type);
      }
    }
  }

  private static Expr conditional(Expr condition, Expr then, Expr otherwise) {
    return new Expr.Conditional(
        condition, then, otherwise, Literals.commonType(List.of(then, otherwise)));
  }

  private static Expr coalesce(Expr first, Expr second) {
    List<Expr> values = List.of(first, second);
    return new Expr.Coalesce(values, Literals.commonType(values));
  }

  public Expr text(int depth) {
    int kind = depth == 0 ? random.nextInt(3) : random.nextInt(8);
    return switch (kind) {
      case 0, 1 -> column(Kind.STRING);
      case 2 -> literal(ExprType.STRING);
      case 3 ->
          new Expr.Call(
              one(List.of(Builtin.LOWER, Builtin.UPPER, Builtin.TRIM)),
              List.of(text(depth - 1)),
              ExprType.STRING);
      case 4 ->
          new Expr.Call(
              Builtin.SUBSTRING,
              List.of(text(depth - 1), literal(ExprType.INTEGER)),
              ExprType.STRING);
      case 5 ->
          new Expr.Call(
              Builtin.REPLACE, List.of(text(depth - 1), text(0), text(0)), ExprType.STRING);
      case 6 -> coalesce(text(depth - 1), text(depth - 1));
      default -> conditional(truth(depth - 1), text(depth - 1), text(depth - 1));
    };
  }

  private Expr temporal(Kind kind) {
    return random.nextInt(3) == 0 ? literal(new ExprType(kind, 0)) : column(kind);
  }

  private Expr column(Kind kind) {
    return one(columns.stream().filter(column -> column.type().kind() == kind).toList());
  }

  private Expr literal(ExprType type) {
    return switch (type.kind()) {
      case INTEGER, DECIMAL -> Literals.number(new BigDecimal(one(NUMBERS)));
      default -> new Expr.Literal(value(type), type);
    };
  }

  /** A random value of a column's type, odd ones often; never null. */
  public Object value(ExprType type) {
    return switch (type.kind()) {
      case INTEGER ->
          one(List.of(-2L, -1L, 0L, 1L, 3L, 7L, 2024L, Long.MAX_VALUE, Long.MIN_VALUE)).longValue()
                  == 7L
              ? new BigDecimal("170141183460469231731")
              : integer();
      case DECIMAL -> {
        BigDecimal value = new BigDecimal(one(List.of("0", "-0.5", "0.1", "2.5", "-2.5", "7")));
        yield value.setScale(Math.max(1, type.scale()));
      }
      case DOUBLE ->
          one(
              List.of(
                  Double.NaN,
                  Double.POSITIVE_INFINITY,
                  Double.NEGATIVE_INFINITY,
                  0.0,
                  -0.0,
                  0.1,
                  2.5,
                  1e300,
                  7.0,
                  Double.MIN_VALUE));
      case STRING -> one(TEXTS);
      case BOOLEAN -> random.nextBoolean();
      case DATE ->
          one(
              List.of(
                  LocalDate.of(2024, 2, 29), LocalDate.of(1900, 1, 1), LocalDate.of(2024, 12, 31)));
      case TIME -> one(List.of(LocalTime.MIDNIGHT, LocalTime.of(23, 59, 59, 999_999_000)));
      case TIMESTAMP ->
          one(
              List.of(
                  LocalDateTime.of(2024, 2, 29, 0, 0),
                  LocalDateTime.of(1969, 12, 31, 23, 59, 59, 1000)));
      case TIMESTAMPTZ ->
          one(
              List.of(
                  OffsetDateTime.parse("2024-02-29T00:00:00Z"),
                  OffsetDateTime.parse("2024-02-29T01:00:00+01:00")));
      case OTHER, NULL -> "[1]";
    };
  }

  private Object integer() {
    return BigDecimal.valueOf(one(List.of(-2L, -1L, 0L, 1L, 3L, Long.MAX_VALUE, Long.MIN_VALUE)));
  }

  /** A row of random values, some null. */
  public List<@Nullable Object> row() {
    List<@Nullable Object> row = new ArrayList<>();
    for (Expr.ColumnRef column : columns) {
      row.add(random.nextInt(5) == 0 ? null : value(column.type()));
    }
    return row;
  }
}
