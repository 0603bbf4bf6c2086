package io.sluice.quality.expectation;

import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.LogicalType.Kind;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the two expectations about the type of a column have in common. */
final class ColumnTypes {

  private ColumnTypes() {}

  /** Judges the declared type of the column; without names it is always met. */
  static Plan plan(
      String parameter, @Nullable List<String> names, Arguments arguments, Scope scope) {
    String column = scope.column(arguments.text("column")).name();
    Set<Kind> allowed = EnumSet.noneOf(Kind.class);
    if (names != null) {
      names.forEach(name -> allowed.addAll(TypeNames.kinds(parameter, name)));
    }
    return new Plan(
        Set.of(),
        evidence -> {
          LogicalType type =
              evidence
                  .schema()
                  .column(column)
                  .map(found -> LogicalType.parse(found.type()))
                  .orElseThrow();
          return Outcome.observed(names == null || allowed.contains(type.kind()), type.toString());
        },
        null);
  }
}
