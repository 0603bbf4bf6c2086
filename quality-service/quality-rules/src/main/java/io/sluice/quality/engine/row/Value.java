package io.sluice.quality.engine.row;

import io.sluice.quality.expression.ExprType;
import java.util.ArrayList;
import java.util.List;

/**
 * A value in generated code.
 *
 * @param type its type
 * @param code a name or constant that gives it; of a truth 0, 1 or 2
 * @param isNull a name or constant that says whether it is null
 */
record Value(ExprType type, String code, String isNull) {

  static final String NEVER = "false";
  static final String ALWAYS = "true";

  ColumnVector.Storage storage() {
    return ColumnVector.storageOf(type);
  }

  boolean isAlwaysNull() {
    return isNull.equals(ALWAYS);
  }

  boolean isExact() {
    return type.isExact();
  }

  /** A condition that none of them is null, ready to stand before a statement; may be empty. */
  static String ifPresent(Value... values) {
    List<String> tests = new ArrayList<>();
    for (Value value : values) {
      if (!value.isNull.equals(NEVER)) {
        tests.add("!" + value.isNull);
      }
    }
    return tests.isEmpty() ? "" : "if (" + String.join(" && ", tests) + ") ";
  }
}
