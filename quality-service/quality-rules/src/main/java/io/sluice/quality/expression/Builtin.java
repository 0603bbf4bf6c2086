package io.sluice.quality.expression;

import java.util.Locale;
import java.util.Optional;

/** The functions that expressions may call; there are no others. */
public enum Builtin {
  LOWER("lower", 1, 1),
  UPPER("upper", 1, 1),
  TRIM("trim", 1, 1),
  LENGTH("length", 1, 1),
  SUBSTRING("substring", 2, 3),
  STARTS_WITH("startsWith", 2, 2),
  ENDS_WITH("endsWith", 2, 2),
  CONTAINS("contains", 2, 2),
  REPLACE("replace", 3, 3),
  ABS("abs", 1, 1),
  ROUND("round", 1, 2),
  FLOOR("floor", 1, 1),
  CEIL("ceil", 1, 1),
  MIN("min", 2, 20),
  MAX("max", 2, 20),
  DATE("date", 1, 1),
  TIMESTAMP("timestamp", 1, 1),
  YEAR("year", 1, 1),
  MONTH("month", 1, 1),
  DAY("day", 1, 1),
  COALESCE("coalesce", 1, 20);

  private final String written;
  private final int fewest;
  private final int most;

  Builtin(String written, int fewest, int most) {
    this.written = written;
    this.fewest = fewest;
    this.most = most;
  }

  /** How it is written in an expression. */
  public String written() {
    return written;
  }

  /** Whether it takes that many arguments. */
  boolean takes(int arguments) {
    return arguments >= fewest && arguments <= most;
  }

  /** How many arguments it takes, in words. */
  String arity() {
    return fewest == most ? Integer.toString(fewest) : fewest + " to " + most;
  }

  /** The function of that name; {@code size} is another name of {@code length}. */
  static Optional<Builtin> named(String name) {
    if (name.toLowerCase(Locale.ROOT).equals("size")) {
      return Optional.of(LENGTH);
    }
    for (Builtin builtin : values()) {
      if (builtin.written.equals(name)) {
        return Optional.of(builtin);
      }
    }
    return Optional.empty();
  }
}
