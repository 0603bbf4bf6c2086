package io.sluice.quality.engine.row;

import io.sluice.quality.engine.Engine;
import io.sluice.quality.engine.InlineSource;
import io.sluice.quality.engine.Progress;
import io.sluice.quality.engine.Session;
import io.sluice.quality.engine.Source;
import java.time.Duration;

/** The engine in the JVM: inline rows as they came, files as another engine reads them. */
public final class RowEngine implements Engine {

  private final Engine files;

  /**
   * An engine.
   *
   * @param files reads files for this one, and has every metric folded from their rows
   */
  public RowEngine(Engine files) {
    this.files = files;
  }

  @Override
  public String name() {
    return "row";
  }

  @Override
  public Session open(Source source, Duration timeLimit) {
    return open(source, timeLimit, Progress.none());
  }

  @Override
  public Session open(Source source, Duration timeLimit, Progress progress) {
    return source instanceof InlineSource inline
        ? rows(inline, timeLimit)
        : files.open(source, timeLimit, progress);
  }

  @Override
  public Session preview(Source source, Duration timeLimit) {
    return source instanceof InlineSource inline
        ? rows(inline, timeLimit)
        : files.preview(source, timeLimit);
  }

  private static Session rows(InlineSource inline, Duration timeLimit) {
    return new RowSession(inline, System.nanoTime() + timeLimit.toNanos());
  }
}
