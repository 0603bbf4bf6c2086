package io.sluice.quality.engine.row;

import io.sluice.quality.expression.Evaluator;
import java.util.ArrayList;

/** Slots that are not compiled: the reference fills them row by row. */
final class InterpretedCode extends GeneratedCode {

  private final int columns;

  InterpretedCode(Shape shape, Evaluator evaluator) {
    super(shape, new ArrayList<>(shape.slots()), evaluator);
    columns = shape.columns().size();
  }

  @Override
  void run(int slot, int rows) {
    for (int row = 0; row < rows; row++) {
      fill(slot, slot - columns, row);
    }
  }
}
