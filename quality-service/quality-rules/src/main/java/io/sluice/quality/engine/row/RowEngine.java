package io.sluice.quality.engine.row;

import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.EvaluationException;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import java.time.Duration;

/** Inline rows, judged by the reference evaluator. */
public final class RowEngine implements Engine {

  @Override
  public String name() {
    return "row";
  }

  @Override
  public Session open(Source source, Duration timeLimit) {
    if (source instanceof InlineSource inline) {
      return new RowSession(inline, System.nanoTime() + timeLimit.toNanos());
    }
    throw new EvaluationException(
        EvaluationException.Kind.ENGINE_FAILURE, "the row engine judges inline rows only");
  }
}
