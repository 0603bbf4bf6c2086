package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a generated class extends: the arrays of the batch at hand, the constants, and the reference
 * evaluator for what was not compiled. Its subclasses hold no text of a rule, only places in {@link
 * #constants}.
 */
abstract class GeneratedCode {

  final Object[] constants;
  final byte[][] states;
  final long[][] longs;
  final double[][] doubles;
  final @Nullable String[][] texts;
  final @Nullable Object[][] objects;

  /** Whether the number that an outlined part just returned is null. */
  boolean isNull;

  private final Evaluator evaluator;
  private final ColumnVector[] vectors;
  private final Row row;

  GeneratedCode(Shape shape, List<Object> constants, Evaluator evaluator) {
    this.constants = constants.toArray();
    this.evaluator = evaluator;
    vectors = new ColumnVector[shape.size()];
    states = new byte[shape.size()][];
    longs = new long[shape.size()][];
    doubles = new double[shape.size()][];
    texts = new String[shape.size()][];
    objects = new Object[shape.size()][];
    row = new Row(shape.places());
  }

  /** Fills the vector of one slot for the first rows of the batch. */
  abstract void run(int slot, int rows);

  /** Takes the vectors of a batch and of the slots. */
  final void bind(ColumnVector[] all) {
    for (int i = 0; i < all.length; i++) {
      ColumnVector vector = all[i];
      vectors[i] = vector;
      states[i] = vector.states;
      longs[i] = vector.longs;
      doubles[i] = vector.doubles;
      texts[i] = vector.texts;
      objects[i] = vector.objects;
    }
  }

  /** The value that the reference gives a part. */
  final @Nullable Object reference(int constant, int at) {
    row.at = at;
    return evaluator.value((Expr) constants[constant], row);
  }

  /** The truth that the reference gives a part: 0, 1 or 2. */
  final int truth(int constant, int at) {
    Object value = reference(constant, at);
    return value instanceof Boolean truth ? (truth ? 1 : 0) : 2;
  }

  /** Has the reference fill a row of a slot. */
  final void fill(int vector, int constant, int at) {
    vectors[vector].set(at, reference(constant, at));
  }

  static long units(@Nullable Object value, Object type) {
    if (value == null) {
      return 0;
    }
    Long units = ColumnVector.units(value, (ExprType) type);
    if (units == null) {
      throw Wide.SIGNAL;
    }
    return units;
  }

  static double real(@Nullable Object value) {
    return value == null ? 0 : ((Number) value).doubleValue();
  }

  static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }

  /** One row of the batch as the reference reads it. */
  private final class Row implements Function<String, @Nullable Object> {

    private final Map<String, Integer> places;
    private int at;

    Row(Map<String, Integer> places) {
      this.places = places;
    }

    @Override
    public @Nullable Object apply(String column) {
      Integer place = places.get(column);
      return place == null ? null : vectors[place].get(at);
    }
  }
}
