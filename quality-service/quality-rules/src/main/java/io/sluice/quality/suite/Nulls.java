package io.sluice.quality.suite;

import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Syntax.Prefix;
import java.util.List;

/** Nulls in conditions. */
final class Nulls {

  private static final String NOTE =
      "pandas keeps a row whose value is null where the condition says !=, not in or not; as in SQL,"
          + " it is left out here and counted in whereUnknownCount";

  private Nulls() {}

  static Syntax test(Syntax value, boolean isNull, Position at) {
    Syntax test = new Syntax.Infix(Operator.EQ, value, new Syntax.Nothing(at), at);
    return isNull ? test : new Syntax.Prefixed(Prefix.NOT, test, at);
  }

  /** Says where pandas would keep a row; a null test is the same everywhere. */
  static void note(List<String> notes) {
    if (!notes.contains(NOTE)) {
      notes.add(NOTE);
    }
  }
}
