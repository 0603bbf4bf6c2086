package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Expr;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where values stand while a batch is judged: first the columns, then one slot for each expression
 * that is computed once for all who use it.
 *
 * @param columns the columns' vectors, as an example of their types
 * @param places the place of each column
 * @param slots the expressions, in the order in which they are computed
 * @param slotPlaces the place of each expression that is such a one, by identity
 */
record Shape(
    List<Expr.ColumnRef> columns,
    Map<String, Integer> places,
    List<Expr> slots,
    IdentityHashMap<Expr, Integer> slotPlaces) {

  int size() {
    return columns.size() + slots.size();
  }

  /** The place of a column; null if the source has none of that name. */
  @Nullable Integer place(Expr.ColumnRef column) {
    return places.get(column.name());
  }
}
